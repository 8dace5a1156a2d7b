//! The vocabulary of bank exports: what header cells, directions and states are called in the
//! languages banks write. Holds words only, never the name of a bank or of a file.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub use super::states::{
    State, direction, is_card, is_not_data, is_operation, is_total, may_be_label, says_money_in,
    says_refund, state,
};
use unicode_normalization::UnicodeNormalization;

/// What a header cell says its column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Day of booking, purchase or transaction.
    Day,
    /// Day something was completed; better than a day it was started.
    DayDone,
    /// Day something was started or created.
    DayStart,
    /// Value day, billing day.
    DayValue,
    /// Another day: period, due, statement.
    DayOther,
    /// The amount.
    Amount,
    /// Money out.
    Debit,
    /// Money in.
    Credit,
    /// Balance.
    Balance,
    /// Currency.
    Currency,
    /// The other party.
    Payee,
    /// What it was.
    Description,
    /// Free text.
    Memo,
    /// Fee.
    Fee,
    /// Direction words.
    Direction,
    /// State of the row.
    Status,
    /// The bank's id.
    Id,
    /// Own account or card.
    Account,
    /// Account of the other party.
    CounterAccount,
    /// Category.
    Category,
    /// Kind of transaction.
    Kind,
    /// Known, and of no use here.
    Other,
}

/// Phrases by role, parted by `|`, normalised by [`normalise`]. The longest match wins.
const PHRASES: &[(Role, &str)] = &[
    (
        Role::Fee,
        "\
        fee|fees|fee amount|amount fee|commission|commissions|total fees|frais|gebuhr|gebuhren|\
        kosten|kosten op verrichting|comision|comisiones|commissioni|commissione|taxa|tarifa|\
        poplatek|prowizja|oplata|avgift|gebyr|kulu|komisija|сума комісій|комиссия|комісія|手续费|\
        服务费|手数料|עמלה|komisyon|masraf|transaction costs|transaktionskosten|discount|rabatt|\
        rabais|bank charge|dij|jutalek|comision banca|πρoμηθεια",
    ),
    (
        Role::Other,
        "\
        transfer id|bic tegenpartij|adres tegenpartij|bic zahlungsbeteiligter|mandate|\
        mandatsreferenz|mandatsref|glaubiger id|glaeubiger id|creditor id|sammlerreferenz|\
        end to end|bic|swift|swift code|blz|bankleitzahl|bank code|sort code|time|uhrzeit|zeit|\
        ora|hora|heure|tijd|klockslag|время|交易时间段|time zone|timezone|rate|exchange rate|kurs|\
        cours|koers|wechselkurs|tipo de cambio|currency rate|курс|mcc|merchant category code|\
        logo url|website|url|quantity|price|price per unit|shares|symbol|postal code|city|\
        country|address|strasse|straat|landcode|land|plaats|month billed|disclaimer|\
        beginning balance|opening balance|initial balance|anfangssaldo|saldo initial|sr no|\
        sl no|serial|volgnr|volgnummer|no|nr|line|row|check number|checknumber|cheque no|\
        cheque number|chqno|check|chq no|auszugsnummer|bearbeitungszeit|kundenreferenz|\
        client reference|reward point header|sol|branch|filiale|kanal|channel|\
        lastschrift ursprungsbetrag|auslagenersatz ruecklastschrift|betrag detail|tax|vat|mwst|\
        iva|cashback|кешбек|кешбеку|кэшбэк|сума кешбеку|бонусы|foreign fee|points|tags|\
        income entries|expenses entries",
    ),
    (
        Role::Day,
        "\
        date|day|dates|buchtag|transaction date|tran date|trans date|txn date|booking date|booked|\
        booked on|booked at|booking|posting date|post date|posted date|date posted|posted|\
        posted on|entry date|accounting date|operation date|purchase date|date processed|\
        run date|trade date|process date|activity date|transaction day|date of transaction|\
        datetime|date time|date and time|transaction time|date op|datum|buchung|buchungstag|\
        buchungsdatum|belegdatum|umsatzdatum|kaufdatum|transaktionsdatum|datum der transaktion|\
        einkaufsdatum|valuta datum buchung|tag|ausfuhrungsdatum|ausfuehrungsdatum|\
        date d operation|date operation|date de l operation|date d achat|date comptable|\
        date comptabilisation|date de comptabilisation|date de transaction|date transaction|\
        date ecriture|ecriture|date de debit|boekdatum|boekingsdatum|transactiedatum|\
        uitvoeringsdatum|datum verrichting|verrichtingsdatum|data|data operazione|\
        data contabile|data di registrazione|data registrazione|data dell operazione|\
        data movimento|data transazione|fecha|fecha operacion|f operacion|fecha de operacion|\
        fecha contable|f contable|fecha movimiento|fecha transaccion|fecha de la operacion|\
        data operacao|data da operacao|data mov|data do movimento|data lancamento|data lanc|\
        data da transacao|data transacao|data de lancamento|datum provedeni|datum zauctovani|\
        datum transakce|datum operace|datum uctovani|datum pripsani|datum zauctovania|\
        data operacji|data transakcji|data ksiegowania|data zaksiegowania|\
        data waluty i operacji|bokforingsdag|bokforingsdatum|bokforingsdato|bokfort|\
        bokfort dato|bokfores|transaktionsdag|kopdatum|dato|transaksjonsdato|bogfort|\
        bogforingsdato|bogforingsdag|kirjauspaiva|tapahtumapaiva|maksupaiva|paivamaara|pvm|\
        kuupaev|kande kuupaev|tehingu kuupaev|datums|darijuma datums|irasymo data|\
        operacijos data|atlikimo data|дата|дата операции|дата операції|дата проводки|\
        дата транзакции|дата совершения операции|дата і час|дата i час|дата и время|\
        дата i час операції|дата і час операції|дата обработки|дата на операция|дата платежа|\
        дата документа|вальор|交易日期|交易时间|记账日期|记账日|入账日期|日期|时间|交易日|取引日|取扱日付|日付|利用日|ご利用日|お取引日|年月日|\
        取引日付|תאריך|תאריך עסקה|תאריך ביצוע|תאריך פעולה|التاريخ|تاريخ|تاريخ العملية|tarih|\
        islem tarihi|ημερομηνια|ημ νια|ημ νια κινησης|konyveles datuma|konyveles|\
        tranzakcio datuma|tranzakcio idopontja|data tranzactiei|data tranzactie|data procesarii|\
        data inregistrarii|datum transakcije|datum knjizenja|datum izvrsitve|date local|ngay|\
        ngay giao dich|tanggal|วันที่|거래일시|거래일자|거래일|일자|날짜|transaction datetime|timestamp|\
        created date local",
    ),
    (
        Role::DayDone,
        "\
        date completed|completed date|completed at|completed on|finished on|finished|\
        completion date|交易成功时间|付款时间|支付时间|fecha de finalizacion|data di completamento|\
        date de fin|abschlussdatum|datum afronding|data ukonczenia|data zakonczenia|\
        data zrealizowania|дата завершения|дата завершення|slutford datum",
    ),
    (
        Role::DayStart,
        "\
        started date|start date|date created|created date|created at|created on|created|\
        initiated|交易创建时间|创建时间|fecha de inicio|data di inizio|date de debut|startdatum|\
        data rozpoczecia|дата начала|authorized date|authorised date|authorisation date|\
        authorization date",
    ),
    (
        Role::DayValue,
        "\
        value date|value|valuta|valutadatum|valuta datum|wertstellung|wertstellung valuta|\
        wertstellungsdatum|wertstellungstag|wert|date de valeur|date valeur|valeur|data valuta|\
        data di valuta|fecha valor|f valor|data valor|data waluty|rentedatum|rentedag|\
        interest date|valutadag|valutadato|rentedato|arvopaiva|vaartuspaiva|valute date|\
        datum verrekening|verrekeningsdatum|settlement date|valuation date|дата валютирования|\
        дата валюты|תאריך ערך|valor|valor tarihi|起算日|תאריך חיוב|ημερομηνια αξιας|valor ημ νια|\
        erteknap|data valutei|billing date|charge date|payment date|due|clearing date|\
        data do balancete|effective date|datum valute",
    ),
    (
        Role::DayOther,
        "\
        balance date|due date|date from|date to|from date|to date|statement date|period|\
        min date|max date|initial date|final date|date downloaded|end date|expiry|uitgavenstaat|\
        mandate date|birth date|last updated|modified",
    ),
    (
        Role::Amount,
        "\
        amount|amount total|total amount|transaction amount|amt|sum|total|net amount|net|gross|\
        gross amount|value amount|money|operation amount|booked amount|billing amount|\
        settlement amount|account amount|amount in account currency|paid|importo|\
        importo della transazione|importo operazione|betrag|umsatz|umsatzbetrag|buchungsbetrag|\
        betrag transaktion|summe|montant|montant de l operation|montant operation|somme|bedrag|\
        transactiebedrag|bedrag in eur|importe|monto|cantidad|importe eur|montante|quantia|\
        valor|valor operacao|movimento|valor em|zauctovana castka|castka|objem|\
        castka v mene uctu|suma|kwota|kwota operacji|kwota transakcji|kwota w walucie rachunku|\
        belopp|belop|beloeb|saadud makstud|maara|summa|maara euroina|сумма|сума|сумма операции|\
        сумма в валюте счета|сумма пересчитанная в валюту счета|сума в валюті картки|\
        сума в валюті рахунку|сумма платежа|сума операції|размер|金额|交易金额|实付金额|订单金额|收支金额|人民币金额|\
        入出金|金額|取引金額|利用金額|סכום|סכום עסקה|סכום חיוב|المبلغ|مبلغ|tutar|islem tutari|ποσο|osszeg|\
        tranzakcio osszege|terheles jovairas|znesek|iznos|so tien|nominal|jumlah|จำนวนเงิน|금액|\
        거래금액|mutatie|mutatiebedrag|mudanca|variation|net cash|net cash proceeds|cash flow|\
        received paid amount|net proceeds",
    ),
    (
        Role::Debit,
        "\
        debit|debits|debit amount|dr|dr amount|debited|withdrawal|withdrawals|withdrawal amt|\
        withdrawal amount|withdrawals amount|paid out|money out|out|outflow|spent|charges|\
        payments|soll|belastung|belastungen|lastschrift|lastschriften|ausgang|ausgaben|abgang|\
        debit en|debet|debet bedrag|af|addebito|addebiti|importo di addebito|dare|uscite|uscita|\
        cargo|cargos|debe|gasto|gastos|retiro|retiros|saida|saidas|debito|debitos|adeudo|\
        obciazenia|wydatki|wyplaty|obciazenie|uttag|ut|ut fra konto|ut av konto|utgifter|ud|\
        udgift|havet|veloitus|deebet|debetas|debeta|расход|расходы|списание|cума списання|\
        сума списання|списання|дебет|видаток|витрата|支出|支出金额|借方|借方金额|お支払金額|支払金額|出金|出金額|引出|お引出し|\
        お支払い金額|支払い金額|חובה|בחובה|مدين|سحب|borc|cikan|χρεωση|terheles|kiadas|suma debit|odliv|\
        breme|isplate|ghi no|ถอนเงิน|출금|출금액|찾으신금액|expense|expenses|expense amount|\
        debit transactions|money spent|payment|iesiri|plati",
    ),
    (
        Role::Credit,
        "\
        credit|credits|credit amount|cr|cr amount|credited|deposit|deposits|deposit amt|\
        deposit amount|deposits amount|paid in|money in|in|inflow|received|haben|gutschrift|\
        gutschriften|eingang|einnahmen|zugang|credit en|bij|accredito|accrediti|\
        importo di accredito|avere|entrate|entrata|abono|abonos|haber|ingreso|ingresos|entrada|\
        entradas|credito|creditos|uznania|wplywy|wplaty|uznanie|insattning|inn|inn pa konto|\
        inn til konto|inntekter|ind|indtaegt|pano|hyvitys|kreedit|kreditas|kredita|kredit|\
        приход|доход|доходы|поступление|зачисление|cума зарахування|сума зарахування|\
        зарахування|кредит|надходження|收入|收入金额|贷方|贷方金额|お預り金額|預り金額|入金|入金額|預入|お預入れ|お預かり金額|זכות|\
        בזכות|دائن|إيداع|alacak|giren|πιστωση|jovairas|bevetel|suma credit|priliv|dobro|uplate|\
        ghi co|ฝากเงิน|입금|입금액|맡기신금액|income|income amount|kredit belop|incasari|intrari",
    ),
    (
        Role::Balance,
        "\
        balance|bal|running balance|account balance|current balance|ending balance|end balance|\
        closing balance|cash balance|ledger balance|available balance|balance after|\
        balance after transaction|start balance|saldo|kontostand|saldo nach buchung|kontosaldo|\
        saldo na trn|saldo na mutatie|saldo na boeking|boeksaldo|valutair saldo|solde|\
        solde apres|saldo contabile|saldo disponibile|saldo disponible|saldo final|saldo apos|\
        saldo contabilistico|zustatek|zostatok|zustatek po|saldo po operacji|\
        saldo po transakcji|bokfort saldo|tilgjengelig saldo|saldo efter|jaak|likutis|atlikums|\
        остаток|остаток на счете|залишок|залишок після операції|баланс|余额|本次余额|联机余额|账户余额|交易余额|\
        残高|取引後残高|差引残高|お預り残高|יתרה|الرصيد|رصيد|bakiye|υπολοιπο|λογιστικο υπολοιπο|egyenleg|sold|\
        sold contabil|stanje|so du|ยอดคงเหลือ|잔액|거래후잔액|beginning balance|final balance",
    ),
    (
        Role::Currency,
        "\
        currency|ccy|curr|cur|currency code|iso currency code|transaction currency|\
        account currency|settlement currency|billing currency|debit currency|credit currency|\
        balance currency|transfer amount currency|wahrung|waehrung|whg|buchungswahrung|devise|\
        monnaie|monn|munt|valutacode|devies|valuta rekening|muntsoort|divisa|div|moneda|moneta|\
        moeda|valuta conto|mena|mena uctu|waluta|waluta rachunku|valuutta|valuuta|valiuta|\
        valuta konta|валюта|валюта счета|валюта операции|валюта счёта|货币|币种|交易币种|通貨|מטבע|\
        מטבע חיוב|transaktionsvaluta|instrumentvaluta|amount balance unit|fiat|\
        العملة|عملة|para birimi|doviz|doviz cinsi|νομισμα|devizanem|penznem|\
        valuta transakcije|tien te|mata uang|สกุลเงิน|통화",
    ),
    (
        Role::Payee,
        "\
        payee|payee name|name|merchant|merchant name|counterparty|counterparty name|partner|\
        partner name|beneficiary|beneficiary name|recipient|recipient name|sender|payer|\
        payer name|from|to|other party|party|vendor|supplier|customer|store|\
        auftraggeber empfanger|auftraggeber beguenstigter|beguenstigter zahlungspflichtiger|\
        begunstigter zahlungspflichtiger|empfanger|empfaenger|zahlungspflichtige r|\
        zahlungsempfanger in|zahlungsempfanger|zahlungspflichtiger|name zahlungsbeteiligter|\
        name des partners|partnername|auftraggeber|handler|tiers|beneficiaire|nom|commercant|\
        contrepartie|nom de la contrepartie|naam|naam tegenpartij|naam van de tegenpartij|\
        naam tegenpartij bevat|tegenpartij|tegenrekeninghouder|begunstigde|handelaar|\
        naam omschrijving|beneficiario|controparte|nominativo|esercente|ordinante|comercio|\
        establecimiento|ordenante|concepto comercio|destinatario|estabelecimento|\
        nazev protiuctu|nazev obchodnika|protistrana|prijemce|kontrahent|nadawca odbiorca|\
        odbiorca|dane kontrahenta|mottagare|avsandare|motpart|modtager|afsender|mottaker|\
        avsender|saaja|maksaja|saaja maksaja|saaja maksja nimi|gavejas|moketojas|maksatajs|\
        sanemejs|получатель|отправитель|контрагент|контрагент найменування|одержувач|交易对方|对方户名|\
        对手信息|商户名称|交易对手|对方名称|商家名称|店名|利用店名|ご利用店名|取引先|שם בית העסק|שם בית עסק|المستفيد|التاجر|alici|\
        gonderen|karsi taraf|isyeri|δικαιουχος|partner neve|kedvezmenyezett|beneficiar|platitor|\
        ordonator|naziv|naziv partnera|primatelj|prejemnik|의뢰인|거래처|내용",
    ),
    (
        Role::Description,
        "\
        dettagli|dettaglio|dettagli operazione|trans description|description|descriptions|\
        details|detail|transaction details|transaction description|transaction|transactions|\
        narrative|narration|particulars|label|activity name|security description|action|desc|\
        text|remarks|reason|title|item title|operation|activity|buchungstext|umsatztext|\
        umsatzart text|text transaktion|bezeichnung|beschreibung|buchungsdetails|\
        buchungsinformation|verwendungszweck|zahlungszweck|libelle|libelles|libelle operation|\
        texte de notification|texte comptable|intitule|nature|description operation|objet|\
        omschrijving|details van de verrichting|descrizione|descrizione operazioni|\
        descrizione operazione|causale|testo|operazione|descripcion|concepto|movimiento|detalle|\
        observaciones|descricao|historico|descritivo|lancamento|popis|popis transakce|\
        popis operace|opis|opis operacji|opis transakcji|tytul|tytulem|szczegoly|tekst|rubrik|\
        transaktion|beskrivning|specifikation|beskrivelse|forklaring|tapahtuma|selite|selgitus|\
        kirjeldus|paskirtis|mokejimo paskirtis|aprasymas|apraksts|informacija sanemejam|\
        описание|описание операции|основание|деталі|деталі операції|призначення платежу|\
        назначение платежа|опис|опис операції|детали операции|наименование|商品|交易摘要|交易说明|订单标题|\
        商品说明|摘要|商品名称|入出金内容|取引内容|取引区分|内容|ご利用内容|תיאור|פרטים|הפעולה|תיאור פעולה|الوصف|تفاصيل|\
        البيان|aciklama|islem aciklamasi|περιγραφη|αιτιολογια|megnevezes|leiras|detalii|\
        descriere|explicatie|dien giai|noi dung|keterangan|รายการ|รายละเอียด|적요|거래내용|\
        opis prometa|namen",
    ),
    (
        Role::Memo,
        "\
        memo|note|notes|comment|comments|message|reference text|payment reference|communication|\
        payment details|additional description|purpose|mitteilung|notiz|bemerkung|zweck|\
        communications|mededeling|mededelingen|toelichting|note a pie di pagina|nota|notas|\
        comentario|zprava|zprava pro prijemce|poznamka|wiadomosc|meddelande|besked|melding|\
        viesti|сообщение|комментарий|交易附言|备注|客户摘要|メモ|備考|הערות|ملاحظات|notlar|σημειωσεις|\
        kozlemeny|megjegyzes|mesaj|comunicacion|mensagem|infos|information|informations|\
        info text|foreign details",
    ),
    (
        Role::Direction,
        "\
        debit credit|credit debit|creditdebet|debet credit|dc|d c|cd|c d|dr cr|cr dr|\
        cd indicator|debit credit indicator|debit kredit|soll haben|s h|soll haben kennzeichen|\
        belastung gutschrift|af bij|bij af|addebito accredito|dare avere|cargo abono|\
        debito credito|debito ou credito|sens|direction|sign|billing amount sign|\
        billingamountsign|amountsign|credit debit indicator|debit or credit|in out|\
        deebet kreedit|d k|debetas kreditas|收 支|收支|收支类型|借贷|借贷标志|借贷方向|收 支类型|入出金区分|income expense|\
        income or expense|приход расход|тип движения|znak|yon|borc alacak|in uit|ind ud|inn ut|\
        tipo movimiento|natureza|transaction direction",
    ),
    (
        Role::Status,
        "\
        status|state|transaction status|state type|statetype|statut|etat|stato|estado|stav|stan|\
        tila|staatus|busena|статус|статус операции|состояние|стан|当前状态|交易状态|状态|ステータス|状態|סטטוס|\
        الحالة|durum|κατασταση|allapot|stare|statusas|cleared|pending|gebucht|\
        gekennzeichneter umsatz|info|zustand",
    ),
    (
        Role::Id,
        "\
        id|transaction id|transactionid|transaction identifier|external id|unique id|uniqueid|\
        fitid|reference|reference id|reference number|reference no|ref|ref no|ref number|\
        transaction no|transaction number|transaction reference|receipt id|order id|\
        operation reference|bank reference|uuid|guid|referenz|referenznummer|buchungsreferenz|\
        zahlungsreferenz|transaktionsnummer|transaktions id|umsatz id|buchungs id|referentie|\
        transactiereferentie|transactienummer|n de transaction|numero de transaction|\
        reference operation|identifiant|n di transazione|numero operazione|id transazione|\
        riferimento|identificativo|id transaccion|numero de operacion|referencia|n movimiento|\
        numero do documento|documento|identificador|id transakce|id operace|id transakcji|\
        numer referencyjny|numer transakcji|verifikationsnummer|arkivreferanse|\
        arkistointitunnus|arhiveerimistunnus|kande viide|dokumento nr|irasas|номер операции|\
        референс проводки|номер документа|ідентифікатор|交易单号|交易订单号|日志号|日 志 号|流水号|交易流水号|订单号|取引番号|\
        照会番号|番号|אסמכתא|المرجع|رقم العملية|referans|islem no|dekont no|αριθμος συναλλαγης|\
        κωδικος|tranzakcio azonosito|azonosito|referinta|numar referinta|zkb referenz|\
        transferwise id|so but toan|거래번호|store id|fit id",
    ),
    (
        Role::Account,
        "\
        account|account number|account no|account id|account name|own account|iban|iban account|\
        iban bban|iban auftragskonto|card|card no|card number|cardnumber|card used|\
        card used for transaction|first bank card|wallet|konto|kontonummer|auftragskonto|\
        kontoname|kartennummer|kreditkarte|karte|compte|numero de compte|numero de carte|carte|\
        rekening|rekeningnummer|iban rekening|kredietkaart|kaart|kaartnummer|rekening iban|\
        conto|numero conto|numero carta|carta|cuenta|numero de cuenta|tarjeta|conta|cartao|ucet|\
        cislo uctu|karta|rachunek|numer rachunku|numer konta|konto zrodlowe|kontonr|kontonavn|\
        tili|tilinumero|kliendi konto|saskaita|konts|счет|счёт|номер счета|номер карты|рахунок|\
        номер карти|карта|账号|卡号|账户|帐号|口座|口座番号|カード番号|חשבון|מספר חשבון|\
        4 ספרות אחרונות של כרטיס האשראי|כרטיס|الحساب|رقم الحساب|hesap|hesap no|kart no|\
        λογαριασμος|szamla|szamlaszam|kartyaszam|cont|numar cont|iban cont|tk|so tai khoan|계좌번호|\
        product|produit|banking relationship",
    ),
    (
        Role::CounterAccount,
        "\
        counterparty account|counterparty iban|payee account|payee account number|partner iban|\
        tegenrekening|tegenrekeningnummer|tegenrekening iban bban|rekening tegenpartij|\
        iban zahlungsbeteiligter|kontonummer iban|gegenkonto|kontonummer empfanger|\
        compte contrepartie|cislo protiuctu|protiucet|rachunek kontrahenta|beneficiary account|\
        recipient account|iban contrepartie|vastaanottajan tilinumero|saaja konto|\
        saaja maksja konto|motkonto|konto odbiorcy|对方账号|对方账户|счет получателя|auftraggeberkonto|\
        iban auftraggeberkonto|payee iban|iban partner|cuenta destino|reference account name",
    ),
    (
        Role::Category,
        "\
        category|categories|subcategory|kategorie|bestandskategorie|categorie|categoria|\
        categoria transazione|kategoria|kategoria transakce|kategori|kategoria operacji|\
        merchant category|registered category|категория|категорія|交易分类|分类|类别|カテゴリ|קטגוריה|\
        التصنيف|kategorija|luokka|secteur|branche|класс",
    ),
    (
        Role::Kind,
        "\
        type|transaction type|activity type|kind|transactiontype|typ|umsatztyp|umsatzart|\
        vorgang|transaktionstyp|buchungsart|art|type de transaction|type operation|soort|\
        type betaling|mutatiesoort|type verrichting|transactiesoort|code|tipo|tipologia|\
        tipo operazione|tipo di ordine|transazione|tipo de movimiento|tipo de operacao|\
        typ transakce|typ operace|typ transakcji|typ operacji|rodzaj operacji|laji|tyyppi|тип|\
        тип операции|тип карты|тип счета|тип счёта|交易类型|类型|業務区分|種別|סוג|סוג פעולה|النوع|tur|\
        islem tipi|τυπος|tipus|tip tranzactie|tip|vrsta|class",
    ),
];

/// Words that mark a money or currency column as the foreign, original or other side of a row.
const FOREIGN: &str = "\
    original|orig|foreign|instructed|fremd|fremdwahrung|ursprung|origine|originale|puvodni|\
    oryginalna|utlandsk|intl|international|local|originalbetrag|exchange|target|source|counter|\
    ursprungsbetrag|ursprunglicher|vreemde|extranjera|обмена|оригинал|isplaty|交易地|外币|原币|현지|\
    individual|detail|tax|vat|available|previous|before|transfer|buy|sell|interest|compensation|\
    from|to|discount|rabatt|cashback|кешбеку|rewards|reward|points|principal|year|refund";

/// Marks that hang on payee and counter-account columns.
const COUNTER: &str = "\
    counterparty|counter|payee|payer|partner|beneficiary|recipient|tegen|tegenrekening|\
    tegenpartij|zahlungsbeteiligter|empfanger|protiuctu|kontrahenta|begunstigter|contrepartie|\
    beneficiaire|destino|controparte|saaja|motpart";

/// Lower case, diacritics folded, camel case and digits parted, punctuation to single blanks.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Plain text has nothing to take apart, and is most of a file.
    match text.is_ascii() {
        true => fold_into(&mut out, text.chars()),
        false => fold_into(&mut out, text.nfkd().filter(|c| !is_combining(*c))),
    }
    out.truncate(out.trim_end().len());
    out
}

fn fold_into(out: &mut String, chars: impl Iterator<Item = char>) {
    let mut before = ' ';
    for c in chars {
        let c = if c == 'ß' { 's' } else { c };
        let camel = before.is_lowercase() && c.is_uppercase();
        let digit = before.is_alphabetic() && c.is_ascii_digit();
        if (camel || digit) && !out.ends_with(' ') {
            out.push(' ');
        }
        before = c;
        match c {
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'æ' | 'Æ' => out.push_str("ae"),
            'đ' | 'Đ' => out.push('d'),
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
}

fn is_combining(c: char) -> bool {
    let code = u32::from(c);
    matches!(code, 0x300..=0x36f | 0x591..=0x5c7 | 0x64b..=0x65f | 0x200e | 0x200f)
}

fn is_east_asian(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0x0E00..=0x0E7F)
}

/// Folded phrase to role; the first entry of a phrase wins.
static ROLES: LazyLock<HashMap<String, Role>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for (role, phrases) in PHRASES {
        for phrase in phrases.split('|') {
            map.entry(folded(phrase)).or_insert(*role);
        }
    }
    map
});

/// What a header cell says, with the length of the match: longer is surer.
pub fn role(header: &str) -> Option<(Role, usize)> {
    let text = normalise(header);
    if text.is_empty() || text.len() > 120 {
        return None;
    }
    let mut best: Option<(Role, usize)> = None;
    for part in runs(&text) {
        let length = part.chars().count() + if part.len() == text.len() { 100 } else { 0 };
        if best.is_none_or(|(_, b)| length > b)
            && let Some(role) = ROLES.get(part)
        {
            best = Some((*role, length));
        }
    }
    best.map(|(r, n)| (refine(r, &text), n))
}

/// Every run of whole words of a text; in scripts without blanks every run of letters.
pub fn runs(text: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut ends = Vec::new();
    let mut before = ' ';
    for (i, c) in text.char_indices() {
        if c == ' ' {
            ends.push(i);
            starts.push(i + 1);
        } else if i > 0 && before != ' ' && (is_east_asian(c) || is_east_asian(before)) {
            ends.push(i);
            starts.push(i);
        }
        before = c;
    }
    ends.push(text.len());
    let mut out = Vec::new();
    for &s in &starts {
        out.extend(ends.iter().filter(|&&e| e > s).filter_map(|&e| text.get(s..e)));
    }
    out
}

/// A word list folded once, for looking up parts of a text.
pub type Words = LazyLock<HashSet<String>>;

/// Folds a list of words parted by `|`.
pub fn folded_set(words: &str) -> HashSet<String> {
    words.split('|').map(folded).collect()
}

/// True where any run of words of the (normalised) text is in the list.
pub fn any_of(text: &str, words: &Words) -> bool {
    runs(text).iter().any(|p| words.contains(*p))
}

/// Phrases go through the same folding as headers, or Cyrillic й would never match.
pub fn folded(phrase: &str) -> String {
    if phrase.is_ascii() { phrase.to_string() } else { normalise(phrase) }
}

/// The amount itself, said to hold the fees or not to.
const ABOUT_FEES: &[&str] =
    &["amount after fees", "amount incl fees", "excl fees", "inclusive of fees", "including fees"];

/// Second look at headers that carry two words: the modifier decides.
fn refine(role: Role, text: &str) -> Role {
    let runs = runs(text);
    let has = |words: &[&str]| words.iter().any(|w| runs.contains(&folded(w).as_str()));
    let counter = runs.iter().any(|r| COUNTER_SET.contains(*r));
    let fee = has(&["fee", "fees", "commission", "gebuhr", "frais", "комісій", "комиссии"]);
    let out = has(&["debit", "debito", "debet", "addebito", "cargo", "支出", "支"]);
    let back = has(&["credit", "kredit", "credito", "accredito", "abono", "收入", "收"]);
    match role {
        Role::Amount | Role::Fee if runs.iter().any(|r| ABOUT_FEES.contains(r)) => Role::Amount,
        Role::Amount | Role::Currency if fee => {
            if role == Role::Amount {
                Role::Fee
            } else {
                Role::Other
            }
        }
        Role::Amount | Role::Debit | Role::Credit if out && back => Role::Direction,
        Role::Amount if out && !text.contains("date") => Role::Debit,
        Role::Amount if back => Role::Credit,
        Role::Account | Role::Id if counter => Role::CounterAccount,
        Role::Day if has(&["from", "to", "due", "statement", "von", "bis"]) => Role::DayOther,
        other => other,
    }
}

/// True for a money or currency column of the other side (original, foreign, instructed).
pub fn is_foreign(header: &str) -> bool {
    let text = normalise(header);
    any_of(&text, &FOREIGN_SET) || is_operation(header)
}

static FOREIGN_SET: Words = LazyLock::new(|| folded_set(FOREIGN));
static COUNTER_SET: Words = LazyLock::new(|| folded_set(COUNTER));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_mean_what_they_say() {
        for (header, want) in [
            ("Buchungstag", Role::Day),
            ("Wertstellung (Valuta)", Role::DayValue),
            ("Umsatz in EUR", Role::Amount),
            ("Running Balance", Role::Balance),
            ("RunningBalance", Role::Balance),
            ("Amount (fee)", Role::Fee),
            ("Credit Amount", Role::Credit),
            ("Debit/Credit", Role::Direction),
            ("Af Bij", Role::Direction),
            ("收/支", Role::Direction),
            ("Сумма в валюте счета", Role::Amount),
            ("transfer_id", Role::Other),
            ("external_id", Role::Id),
            ("Payee Account Number", Role::CounterAccount),
            ("Valuta", Role::DayValue),
            ("Completed Date", Role::DayDone),
            ("Settlement currency", Role::Currency),
            ("BalanceDate", Role::DayOther),
        ] {
            assert_eq!(role(header).map(|r| r.0), Some(want), "{header}");
        }
        assert_eq!(role("Buchungsdatumxxxinvalid"), None);
    }
}
