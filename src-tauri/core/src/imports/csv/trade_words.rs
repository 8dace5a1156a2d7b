//! The vocabulary of brokers' exports: what their columns and their kinds of rows are called.
//! Holds words only, never the name of a broker or of a file.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::{self, Role, Words, any_of, folded, folded_set, normalise};

/// What a header cell of a broker's file says its column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TradeRole {
    /// Short sign of a share, a fund or a coin.
    Ticker,
    /// Its ISIN or another number.
    Number,
    /// Its name.
    Name,
    /// How much of it.
    Quantity,
    /// Of one unit.
    Price,
    /// Fee, where a bank's word would be too vague.
    Fee,
    /// What happened.
    Kind,
    /// The money.
    Amount,
    /// What a position is worth or was bought for.
    Worth,
}

const PHRASES: &[(TradeRole, &str)] = &[
    (
        TradeRole::Ticker,
        "\
        symbol|ticker|ticker symbol|stock symbol|asset|coin|crypto|base currency|pair|\
        currency pair|trading pair|market pair|codigo negociacao|simbolo|symbole|kurzel|тикер|\
        base currency name|output currency",
    ),
    (
        TradeRole::Number,
        "\
        isin|isin code|code isin|isin kod|wkn|cusip|sedol|valor|valorennummer|security id|\
        identifier|instrument id|figi",
    ),
    (
        TradeRole::Name,
        "\
        security|security name|asset name|instrument|instrument name|name of the fund|fund|\
        fund name|scheme|scheme name|stock|stock name|product|produkt|produto|prodotto|titel|\
        wertpapier|wertpapiername|titolo|valeur mobiliere|libelle|vardepapper|\
        vardepapper beskrivning|holding|holding name|holdingname|code|company|investment|\
        fondsname|bezeichnung|denominazione|papier|plan",
    ),
    (
        TradeRole::Quantity,
        "\
        quantity|qty|shares|units|no of shares|number of shares|no of units|number of units|\
        amount of shares|share quantity|quantity transacted|stuck|stueck|stk|anzahl|nominale|\
        stucke nominale|antal|aantal|quantite|quantita|quantidade|cantidad|ilosc|liczba|mnozstvi|\
        pocet|pocet ks|mennyiseg|darab|количество|кількість|数量|株数|btc amount|coin amount|\
        crypto amount|asset amount|base amount|executed qty|filled qty|filled quantity|filled|\
        nombre de titres|nombre de parts|titres|parts|titulos|output amount|buy amount|units held|\
        share amount|amount asset|change|vol|volume|participaciones|osuudet|kpl|no of stocks",
    ),
    (
        TradeRole::Price,
        "\
        price|unit price|price per share|price share|price per unit|share price|trade price|\
        tradeprice|execution price|average price|avg price|purchase price|market price|last price|\
        quote price|btc price|spot price|spot price at transaction|cost share|cost per share|\
        unit cost|unit cost p|nav|kurs|ausfuhrungskurs|preis|preis pro stuck|cours|koers|cotacao|\
        prezzo|prezzo unitario|precio|prix|prix unitaire|preco|cena|cena jednostkowa|kurz|arfolyam|\
        цена|ціна|単価|約定単価|asset price|average cost",
    ),
    (
        TradeRole::Fee,
        "\
        brokerage|courtage|costs|fees comm|transactiekosten en of|transactiekosten|\
        transaction fee|commissions|provision|\
        fees and or spread|charges|stamp duty",
    ),
    (
        TradeRole::Kind,
        "\
        type|action|activity|activity type|transaction type|transaction kind|transactiontype|way|\
        side|order|order type|operation|transaction|buy sell|typ|transaktion|transaktionstyp|\
        typ av transaktion|tipo|tipo operazione|tipo de operacion|tipo de operacao|operacao|\
        type d operation|type operation|soort|art|vorgang|geschaftsart|auftragsart|category|\
        kategorie|tyyppi|rodzaj|тип|тип операции|取引|kind|movement|mouvement",
    ),
    (
        TradeRole::Amount,
        "\
        net cash|net cash proceeds|net amount|net proceeds|cash flow|received paid amount|\
        quote amount|fiat amount|input amount|total|total amount|total inclusive of fees|\
        total inclusive of fees and or spread|amount|value|betrag|montant|importo|importe|valor|\
        belopp|bedrag|kwota|sell amount|native amount|settlement amount|amount fiat|\
        totaal|totale|waarde|wert|valeur|cost",
    ),
    (
        TradeRole::Worth,
        "\
        market value|cost basis|current value|book value|book cost|total cost|gain loss|\
        gain loss dollar|unrealized gain|unrealised gain|unrealized p l|kurswert|marktwert|\
        einstandswert|valorisation|plus moins value|controvalore",
    ),
];

static ROLES: LazyLock<HashMap<String, TradeRole>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for (role, phrases) in PHRASES {
        for phrase in phrases.split('|') {
            map.entry(folded(phrase)).or_insert(*role);
        }
    }
    map
});

/// What a header cell says; the longest run of words that is known decides.
pub fn role(header: &str) -> Option<TradeRole> {
    let text = normalise(header);
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    if let Some(role) = ROLES.get(&text) {
        return Some(*role);
    }
    let said = words::role(header).map(|r| r.0);
    if matches!(said, Some(Role::Currency | Role::Day | Role::DayValue | Role::DayDone)) {
        return None;
    }
    let runs = words::runs(&text);
    let is = |run: &str, role: TradeRole| ROLES.get(run) == Some(&role);
    let known = runs.iter().filter_map(|run| ROLES.get(*run).map(|role| (run.len(), *role)));
    let (_, role) = known.max_by_key(|k| k.0)?;
    // A single common word inside a longer header is no name of its own.
    let loose = |run: &str| matches!(run, "change" | "vol" | "volume" | "filled" | "parts");
    let vague = matches!(role, TradeRole::Kind | TradeRole::Name | TradeRole::Amount)
        || role == TradeRole::Quantity && !runs.iter().any(|r| is(r, role) && !loose(r));
    let said_isin = role != TradeRole::Number || text.contains("isin");
    (!vague && said_isin).then_some(role)
}

/// What a kind of row does to the cash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Money for shares.
    Buy,
    /// Shares for money.
    Sell,
    /// Money taken out or charged.
    Out,
    /// Money put in or earned.
    In,
}

const BUY: &str = "\
    buy|bought|purchase|purchased|open position|position opened|reinvestment|reinvest|\
    savings plan|sparplan|kauf|kop|koop|aankoop|achat|souscription|acquisto|sottoscrizione|compra|\
    compras|subscricao|suscripcion|kupno|zakup|nakup|vetel|osto|kob|kjop|покупка|купівля|купля|買付|\
    买入|subscription";
const SELL: &str = "\
    sell|sold|sale|position closed|close position|redemption|redeem|verkauf|salj|sald|verkoop|\
    vente|rachat|cession|vendita|rimborso|venta|venda|resgate|sprzedaz|prodej|eladas|myynti|salg|\
    продажа|продаж|売却|卖出|repurchase";
const OUT: &str = "\
    withdrawal|withdraw|withdrawals|removal|payout|cash out|fee|fees|charge|commission|tax|\
    withholding|custody fee|debit|auszahlung|entnahme|gebuhr|gebuhren|steuer|uttag|avgift|\
    avgiftsskatt|kallskatt|skatt|opname|terugstorting|kosten|belasting|retrait|prelevement|frais|\
    impot|taxe|prelievo|bonifico in uscita|ritenuta|commissione|imposta|retiro|retirada|comision|\
    impuesto|levantamento|comissao|imposto|wyplata|prowizja|podatek|vyber|poplatek|dan|вывод|\
    комиссия|налог|出金|手数料|sdrt";
const IN: &str = "\
    deposit|deposits|contribution|top up|cash in|dividend|dividends|interest|credit|coupon|\
    distribution|rebate|einzahlung|einlage|dividende|zinsen|zins|ausschuttung|insattning|utdelning|\
    ranta|storting|rente|versement|interet|interets|conferimento|versamento|cedola|provento|\
    interessi|dividendo|dividendos|deposito|ingreso|intereses|juros|wplata|dywidenda|odsetki|vklad|\
    urok|osinko|talletus|пополнение|дивиденд|проценты|入金|配当";

static SETS: LazyLock<[(Effect, Words); 4]> = LazyLock::new(|| {
    [
        (Effect::Out, LazyLock::new(|| folded_set(OUT))),
        (Effect::Buy, LazyLock::new(|| folded_set(BUY))),
        (Effect::Sell, LazyLock::new(|| folded_set(SELL))),
        (Effect::In, LazyLock::new(|| folded_set(IN))),
    ]
});

/// What a kind of row does to the cash; `None` for splits, transfers and words nobody listed.
pub fn effect(kind: &str) -> Option<Effect> {
    if kind.is_empty() || kind.len() > 120 {
        return None;
    }
    let text = normalise(&kind.replace('_', " "));
    SETS.iter().find(|(_, words)| any_of(&text, words)).map(|(effect, _)| *effect)
}

/// The money column that says most plainly what moved; lower is better.
pub fn amount_rank(header: &str) -> u8 {
    let text = normalise(header);
    let has = |words: &[&str]| words.iter().any(|w| words::runs(&text).contains(w));
    if has(&["equivalent", "tax", "profit", "realized", "result", "gain", "withholding", "charge"])
    {
        9
    } else if has(&["net", "total", "totaal", "totale", "cash flow", "received paid", "fiat"]) {
        0
    } else if has(&["gross", "proceeds", "market value", "to", "output", "lokale", "local"])
        || text.ends_with("usd")
    {
        3
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_brokers() {
        for (header, want) in [
            ("No. of shares", Some(TradeRole::Quantity)),
            ("Price / share", Some(TradeRole::Price)),
            ("Currency (Price / share)", None),
            ("Asset Price in CHF", Some(TradeRole::Price)),
            ("Unit cost (p)", Some(TradeRole::Price)),
            ("Värdepapper/beskrivning", Some(TradeRole::Name)),
            ("Quantità", Some(TradeRole::Quantity)),
            ("Net Share Proceeds", None),
            ("Buy/Sell", Some(TradeRole::Kind)),
        ] {
            assert_eq!(role(header), want, "{header}");
        }
    }

    #[test]
    fn kinds_of_rows() {
        for (kind, want) in [
            ("BUY - MARKET", Some(Effect::Buy)),
            ("Köp", Some(Effect::Buy)),
            ("Position closed", Some(Effect::Sell)),
            ("CASH TOP-UP", Some(Effect::In)),
            ("Withdraw Fee", Some(Effect::Out)),
            ("Utdelning", Some(Effect::In)),
            ("STOCK SPLIT", None),
        ] {
            assert_eq!(effect(kind), want, "{kind}");
        }
    }
}
