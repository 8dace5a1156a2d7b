//! The vocabulary inside cells: states of a row, directions, labels of balances and totals, words
//! that say money came in. Leaves out header words (`words.rs`) and never names a bank.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::words::{Words, any_of, folded, folded_set, normalise};

/// True where the header itself speaks of a card.
pub fn is_card(header: &str) -> bool {
    let text = normalise(header);
    static CARD: Words = LazyLock::new(|| {
        folded_set(
            "\
            card|karte|kartennummer|kreditkarte|carte|carta|tarjeta|cartao|kredietkaart|kaart|\
            merchant name|כרטיס|כרטיס האשראי|kort|karty|карты|בית העסק|card no|ご利用",
        )
    });
    any_of(&text, &CARD)
}

/// Phrases for an amount in the currency of the operation rather than of the account.
const OPERATION: &str = "\
    валюте операции|валюті операції|operation currency|transaction currency|mene transakce|\
    walucie operacji|walucie transakcji|сумма операции|валюта операции";

static OPERATION_SET: Words = LazyLock::new(|| folded_set(OPERATION));

/// True for an amount in the currency of the operation.
pub fn is_operation(header: &str) -> bool {
    let text = normalise(header);
    any_of(&text, &OPERATION_SET)
}

/// State a status cell gives its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Booked.
    Booked,
    /// Not booked yet.
    Pending,
    /// Failed, cancelled, refused: no money moved.
    Void,
}

const PENDING: &str = "\
    pending|vorgemerkt|offen|in sospeso|en attente|en cours|pendiente|pendente|в обработке|\
    в обробці|authorized|authorised|authorisation|authorization|oczekujace|oczekujaca|blokada|\
    reserverad|reservert|reserveret|varaus|in behandeling|cekajici|nezauctovano|处理中|待处理|\
    processing|unposted|hold|held|temporary|preliminar|preliminary|in verarbeitung|\
    in bearbeitung|ausstehend|חויב בהמתנה|beklemede|fuggoben|gereserveerd|non contabilizzato|\
    in lavorazione|non contabilise|未確定|in attesa|open|not booked|nicht gebucht|ожидание|\
    очікується|ej bokford";
const VOID: &str = "\
    failed|cancelled|canceled|declined|reverted|rejected|refused|expired|not approved|denied|\
    voided|void|abgelehnt|storniert|fehlgeschlagen|annullato|annule|refuse|rechazado|rechazada|\
    cancelado|cancelada|geweigerd|geannuleerd|anulowana|odrzucona|отклонен|отклонено|отменен|\
    отменено|отказ|відхилено|скасовано|交易关闭|已关闭|失败|支付失败|已撤销|avvisad|avvist|hylatty|zamitnuto|\
    zruseno|iptal|reddedildi|ακυρωθηκε|elutasitva|torolve|refuzata|anulata|rifiutato|echoue|\
    unsuccessful|removed|reversed auth|נדחה|abgebrochen";
const BOOKED: &str = "\
    booked|posted|completed|complete|settled|cleared|processed|success|successful|gebucht|\
    verbucht|erfolgreich|ausgefuhrt|comptabilise|execute|effectue|geaccepteerd|geboekt|\
    uitgevoerd|contabilizzato|eseguito|contabilizado|realizado|completado|concluido|zauctovano|\
    zrealizowana|rozliczona|zaksiegowana|bokford|bokfort|kirjattu|исполнено|выполнено|виконано|\
    проведено|успешно|успішно|ok|交易成功|支付成功|已转账|成功|已存入零钱|退款成功|approved|executed|done|paid|\
    finished|tamamlandi|teljesult|konyvelt|בוצע|normal|umsatz gebucht|transferred|accepted|合計";

/// Reads a status cell, `None` for words of another kind.
pub fn state(cell: &str) -> Option<State> {
    if cell.is_empty() || cell.len() > 80 {
        return None;
    }
    if cell.is_ascii() && cell.eq_ignore_ascii_case("completed") {
        return Some(State::Booked);
    }
    let text = normalise(cell);
    let not = any_of(&text, &NEGATION_SET);
    if any_of(&text, &VOID_SET) {
        Some(State::Void)
    } else if any_of(&text, &PENDING_SET) || (not && any_of(&text, &BOOKED_SET)) {
        Some(State::Pending)
    } else if any_of(&text, &BOOKED_SET) {
        Some(State::Booked)
    } else {
        None
    }
}

const OUT_WORDS: &str = "\
    d|dr|db|debit|debet|debito|debite|debetas|deebet|s|soll|af|uit|out|belastung|lastschrift|\
    ausgang|addebito|dare|uscita|cargo|saida|sortie|depense|expense|expenses|spend|spent|\
    withdrawal|outgoing|outflow|支出|借|借方|付款|расход|списание|списання|дебет|видаток|витрата|\
    obciazenie|wydatek|odchozi|vydaj|uttag|ut|ud|meno|borc|cikan|χρεωση|χ|terheles|出金|支払|חובה|\
    مدين|check|charge|sale|purchase|payment sent|-|decrease|egreso|gasto|payout|isplata";
const IN_WORDS: &str = "\
    c|cr|credit|kredit|credito|kreditas|kreedit|k|h|haben|bij|in|gutschrift|eingang|accredito|\
    avere|entrata|abono|entrada|entree|recette|income|deposit|incoming|inflow|收入|贷|贷方|收款|приход|\
    доход|поступление|зачисление|зарахування|кредит|uznanie|wplyw|prichozi|prijem|insattning|\
    inn|ind|pano|alacak|giren|πιστωση|π|jovairas|入金|預入|זכות|دائن|+|increase|ingreso|received|\
    dep|reversal|refund|payment received|return|uplata";

/// Direction of a word: true for money out, false for money in, `None` for another word.
pub fn direction(cell: &str) -> Option<bool> {
    let lower = cell.trim();
    if lower == "-" || lower == "+" {
        return Some(lower == "-");
    }
    let text = normalise(cell);
    if text.is_empty() || text.len() > 30 {
        return None;
    }
    if OUT_SET.contains(&text) {
        Some(true)
    } else if IN_SET.contains(&text) {
        Some(false)
    } else {
        None
    }
}

const NOT_DATA: &str = "\
    opening balance|closing balance|beginning balance|ending balance|balance brought forward|\
    balance carried forward|balance forward|b f|c f|saldo|saldo iniziale|saldo finale|\
    saldo anterior|saldo inicial|saldo final|saldo do dia|saldo atual|anfangssaldo|endsaldo|\
    alter saldo|neuer saldo|kontostand|letzter kontostand|aktueller kontostand|saldovortrag|\
    solde|solde initial|solde final|solde precedent|solde anterieur|nouveau solde|ancien solde|\
    solde au|beginsaldo|eindsaldo|vorig saldo|nieuw saldo|total|totals|grand total|sub total|\
    subtotal|summe|gesamt|totale|totaal|suma|razem|celkem|итого|всього|всего|разом|合计|小计|合計|總計|\
    saldo poczatkowe|saldo koncowe|pocatecni zustatek|konecny zustatek|ingaende saldo|\
    utgaende saldo|lopende saldo|alkusaldo|loppusaldo|algsaldo|loppsaldo|lopp saldo|kaive|\
    starpsumma|pradinis likutis|galutinis likutis|входящий остаток|исходящий остаток|остаток|\
    期初余额|期末余额|繰越|前月繰越|nyito egyenleg|zaro egyenleg|sold initial|sold final|sold anterior|devir|\
    acilis bakiyesi|kapanis bakiyesi|turnover|s a l d o|apyvarta|obroty|umsatzsumme|\
    monthly total|סה כ|יתרת פתיחה|الرصيد الافتتاحي|total debits|total credits|saldo totale|\
    totale movimenti|total mouvements|saldo previo|balance b f|balance c f";

/// True for the label of an opening, closing or total line. Dates and numbers after it are fine.
pub fn is_not_data(cell: &str) -> bool {
    if cell.is_empty() || cell.len() > 60 {
        return false;
    }
    let text = normalise(cell);
    let letters = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    !letters.is_empty() && NOT_DATA_SET.contains(letters)
}

/// How labels start, folded.
static LABEL_STARTS: LazyLock<FxHashSet<[u8; 3]>> =
    LazyLock::new(|| NOT_DATA.split('|').filter_map(start).collect());

/// The first three characters as [`normalise`] folds them; none where they are not plain letters.
fn start(text: &str) -> Option<[u8; 3]> {
    let (mut start, mut len) = ([b' '; 3], 0);
    let folded = text.bytes().map(|b| if b.is_ascii_alphanumeric() { b | 0x20 } else { b });
    for b in folded {
        match b {
            b if !b.is_ascii() => return None,
            b if b.is_ascii_alphanumeric() => start[len] = b,
            _ if len == 0 || start[len - 1] == b' ' => continue,
            _ => {}
        }
        len += 1;
        if len == start.len() {
            break;
        }
    }
    Some(start)
}

/// A cheap look before [`is_not_data`], for every row of a large file: false is final.
pub fn may_be_label(cell: &str) -> bool {
    if cell.is_empty() || cell.len() > 60 {
        return false;
    }
    // Digits and signs in front are no label's start.
    let letters = cell.trim_start_matches(|c: char| c.is_ascii() && !c.is_ascii_alphabetic());
    start(letters).is_none_or(|start| LABEL_STARTS.contains(&start))
}

const TOTALS: &str = "\
    total|totals|grand total|sub total|subtotal|summe|gesamt|totale|totaal|suma|razem|celkem|\
    итого|всього|всего|разом|合计|小计|合計|總計|turnover|obroty|apyvarta|starpsumma|kaive";

/// True for the label of a sum rather than of a balance: with a day of its own it may be a shop.
pub fn is_total(cell: &str) -> bool {
    let text = normalise(cell);
    TOTALS.split('|').any(|w| folded(w) == text)
}

const CREDIT_TEXT: &str = "\
    refund|payment received|thank you|automatic payment|autopay|auto pay|payment thank|\
    gutschrift|ruckverguetung|rueckverguetung|ruckvergutung|ruckerstattung|remboursement|\
    rimborso|reembolso|devolucion|devolucao|terugbetaling|cashback|salary|payroll|paycheck|\
    gehalt|lohn|salaire|stipendio|nomina|deposit|direct deposit|ach deposit|payment thank you|\
    dividend|interest paid|habenzinsen|возврат|зачисление|повернення|зарплата|退款|refunded|\
    rueckzahlung|zwrot|aterbetalning|tilbagebetaling|palautus|iade|visszaterites|vraceni|\
    reversal|internet payment received|credit card payment|paiement recu|your payment|\
    ihre zahlung|betaling ontvangen|merchandise return|accredito|abono|payment from|einzahlung|\
    pago recibido";

/// Words for money going back: a shop's own report writes them with a minus as well.
const REFUND_TEXT: &str = "\
    refund|gutschrift|ruckverguetung|rueckverguetung|ruckvergutung|ruckerstattung|remboursement|\
    rimborso|reembolso|devolucion|devolucao|terugbetaling|возврат|повернення|退款|refunded|\
    rueckzahlung|zwrot|aterbetalning|tilbagebetaling|palautus|iade|visszaterites|vraceni|\
    reversal|merchandise return|cashback";

/// True where the words of a row speak of money going back.
pub fn says_refund(text: &str) -> bool {
    any_of(&normalise(text), &REFUND_SET)
}

/// True where the words of a row say that money came in (a refund, a card payment, a salary).
pub fn says_money_in(text: &str) -> bool {
    let text = normalise(text);
    any_of(&text, &CREDIT_SET)
}

static NEGATION_SET: Words = LazyLock::new(|| {
    folded_set(
        "\
            not|nicht|non|nie|не|ej|ikke",
    )
});
static VOID_SET: Words = LazyLock::new(|| folded_set(VOID));
static PENDING_SET: Words = LazyLock::new(|| folded_set(PENDING));
static BOOKED_SET: Words = LazyLock::new(|| folded_set(BOOKED));
static OUT_SET: Words = LazyLock::new(|| folded_set(OUT_WORDS));
static IN_SET: Words = LazyLock::new(|| folded_set(IN_WORDS));
static NOT_DATA_SET: Words = LazyLock::new(|| folded_set(NOT_DATA));
static REFUND_SET: Words = LazyLock::new(|| folded_set(REFUND_TEXT));
static CREDIT_SET: Words = LazyLock::new(|| folded_set(CREDIT_TEXT));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_escapes_the_cheap_look() {
        for label in NOT_DATA.split('|') {
            assert!(may_be_label(label), "{label}");
            assert!(may_be_label(&format!(" 12: {}", label.to_uppercase())), "{label}");
        }
        assert!(may_be_label("S.A.L.D.O") && may_be_label("b/f") && may_be_label("B. / F"));
        assert!(!may_be_label("POS 01/01 CENTER") && !may_be_label("4711"));
    }

    #[test]
    fn states_and_labels() {
        assert_eq!(state("Umsatz vorgemerkt"), Some(State::Pending));
        assert_eq!(state("NOT APPROVED"), Some(State::Void));
        assert_eq!(state("Verbucht"), Some(State::Booked));
        assert!(is_not_data("Kontostand (15.01.2009):"));
        assert!(!is_not_data("Total Wine & More"));
        assert_eq!(direction("Bij"), Some(false));
    }
}
