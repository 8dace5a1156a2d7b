//! The words a bank writes around a name, in the languages of the files people bring.
//! A word may be several things at once ("card" opens a line and labels a number). Shops are not
//! listed here, nor are banks; cities only where they are large enough to end many a line.
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word can be; a set.
pub type Roles = u16;

/// Says how it was paid, never who: goes from the start of a line.
pub const MEANS: Roles = 1;
/// May say how it was paid: goes only in company.
pub const WEAK: Roles = 1 << 1;
/// Between means and name ("Payment to …"), or left over at the end.
pub const GLUE: Roles = 1 << 2;
/// Ends a name only by accident.
pub const DANGLING: Roles = 1 << 3;
/// Ends the name when a number follows.
pub const LABEL: Roles = 1 << 4;
/// Ends the name.
pub const END: Roles = 1 << 5;
/// Ltd, GmbH: what follows is no longer the name.
pub const LEGAL: Roles = 1 << 6;
pub const CITY: Roles = 1 << 7;
/// Begins the name of a city: San, New.
pub const CITY_START: Roles = 1 << 8;
/// Three letters of a country.
pub const COUNTRY: Roles = 1 << 9;
/// Two letters of a country.
pub const SHORT_COUNTRY: Roles = 1 << 10;
/// A state or province whose code follows a city.
pub const STATE: Roles = 1 << 11;
pub const MONTH: Roles = 1 << 12;
/// Stands with a star before the name of whom it collects for.
pub const PROCESSOR: Roles = 1 << 14;
/// Written small inside a name.
pub const SMALL: Roles = 1 << 13;

/// What is known of a word.
#[derive(Clone, Copy, Default)]
pub struct Word {
    pub roles: Roles,
    /// The one way it is written, where there is one.
    pub form: Option<&'static str>,
}

/// One character more in the hash of a folded word (FNV-1a); its value is fixed for good.
#[inline]
pub fn mix(hash: u64, c: u32) -> u64 {
    (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3)
}

/// The hash of no character.
pub const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a word without regard to capitals and punctuation.
pub fn fold(word: &str) -> u64 {
    word.chars().fold(SEED, |hash, c| {
        if c.is_ascii() {
            let small = c.to_ascii_lowercase();
            return if c.is_ascii_alphanumeric() { mix(hash, small.into()) } else { hash };
        }
        let lower = c.to_lowercase().filter(|c| c.is_alphanumeric());
        lower.fold(hash, |hash, c| mix(hash, c.into()))
    })
}

/// All words by [`fold`].
pub static WORDS: LazyLock<FxHashMap<u64, Word>> = LazyLock::new(|| {
    let mut words = FxHashMap::<u64, Word>::default();
    for (roles, list) in LISTS {
        for word in list.split_ascii_whitespace() {
            words.entry(fold(word)).or_default().roles |= roles;
        }
    }
    for form in FORMS.split_ascii_whitespace() {
        words.entry(fold(form)).or_default().form = Some(form);
    }
    words
});

const LISTS: &[(Roles, &str)] = &[
    (
        MEANS,
        "pos visa mastercard maestro vpay girocard eccash checkcard checkcrd contactless
         kontaktlos sepa sepalastschrift lastschrift basislastschrift lastschrifteinzug
         einzugsermächtigung abbuchung dauerauftrag kartenzahlung kartenumsatz debitkarte
         kreditkarte kontaktloszahlung zahlungsempfänger zahlungspflichtiger empfänger
         auftraggeber buchungstext verwendungszweck betaalautomaat betaalpas incasso prlv
         prélèvement prelevement cb tarjeta adeudo domiciliación addebito debetkort kortköp
         korttiosto kortbetaling płatność zakup operacja upi p2m p2a benm ordp ocmt trtp neft imps
         sepadd bacs faster issued ecommerce pointofsale nfc dankort bancontact ideal bizum twint
         k1 k2 k3 перевод оплата покупка карта",
    ),
    (
        WEAK,
        "card debit credit purchase payment transaction recurring withdrawal direct online
         internet mobile payments zahlung einkauf ihr karte umsatz gutschrift überweisung
         ueberweisung bezahlung onlineüberweisung echtzeitüberweisung compra pago recibo cartão
         cartao carte paiement achat virement vir facture pagamento pagto bonifico acquisto carta
         betaling overschrijving kaart bon pin pinbetaling betalning köp kort bill ach eft dd
         preauthorized preauthorised posting terminal received thank you automatic autopay",
    ),
    (PROCESSOR, "paypal pp sq tst sumup zettle izettle stripe klarna adyen cko xsolla"),
    (
        GLUE,
        "to from at by of for on in via bei von vom an am für en em chez à a al de del do da com
         con met mit with avec bij aan van te op på till hos per eur usd gbp chf pln sek nok dkk
         czk huf inr aud cad nzd jpy",
    ),
    (
        DANGLING,
        "am per vom von met mit with from for by on bei via to op à bij and
         und et eur usd gbp chf pln sek nok dkk czk huf inr cad nzd jpy",
    ),
    (
        LABEL,
        "ref reference referenz referentie réf card karte kaart carte cartão tarjeta kort auth
         authorization id nr no num number nummer filiale fil kfn vj trn txn trx order
         invoice inv rechnung rechnungsnr kundennr kdnr mandat mandate customer customerno
         bestellung terminal tid mid tel phone ph konto kto acct account a/c plz folio n° nº
         datum date tan po tkt pasnr rx",
    ),
    (
        END,
        "valutadatum uitgevoerd mededeling bic iban eref mref cred svwz kref abwa endtoend ppd
         purp gläubigerid glaeubigerid mandatsref mandatsreferenz kundenreferenz",
    ),
    (
        LEGAL,
        "gmbh ug ag kg ohg mbh gbr ev eg llc inc incorporated ltd limited plc corp corporation
         bv srl sarl sas spa oy oyj aps pty sro doo zoo sl kft uab ooo pvt sprl bvba",
    ),
    (
        STATE,
        "al ak az ar ca ct dc fl ga hi ia id il ks ky la ma md me mi mn mo ms mt nc nd ne nh
             nj nm nv ny oh ok or pa ri sc sd tn tx ut va vt wa wi wv wy bc ab on qc mb sk ns nb
             nsw vic qld tas act",
    ),
    (
        SHORT_COUNTRY,
        "us gb uk ie nl be lu ch at de fr es pt it dk se no fi is ee lv lt pl cz hu ro bg gr cy
         mt hr si rs tr ua ru il ae in sg hk cn jp kr th my ph vn au nz za br mx",
    ),
    (
        COUNTRY,
        "usa gbr irl nld bel lux che aut deu fra esp prt ita dnk swe nor fin isl est lva ltu pol
         cze svk hun rou bgr grc cyp mlt hrv svn srb tur ukr isr are ind sgp hkg chn jpn kor tha
         mys phl vnm aus nzl zaf bra mex arg",
    ),
    (
        CITY_START,
        "new mount san santa los las saint fort den port lake salt kansas kuala hong são
                  sao rio buenos tel the north south east west frankfurt st le la el",
    ),
    (
        CITY,
        "amsterdam rotterdam utrecht eindhoven groningen haag antwerpen antwerp brussels brussel
         bruxelles gent liège luxembourg luxemburg berlin hamburg münchen muenchen munich köln
         koeln cologne frankfurt main stuttgart düsseldorf duesseldorf leipzig dortmund essen
         bremen dresden hannover nürnberg nuernberg duisburg bochum bonn münster mannheim
         karlsruhe augsburg wiesbaden aachen kiel freiburg mainz wien vienna graz linz salzburg
         innsbruck klagenfurt zürich zuerich zurich genève geneve geneva genf basel lausanne bern
         winterthur luzern lugano paris lyon marseille toulouse nice nantes montpellier
         strasbourg bordeaux lille rennes grenoble madrid barcelona valencia sevilla zaragoza
         málaga malaga bilbao lisboa lisbon porto braga coimbra roma rome milano milan napoli
         torino turin palermo genova bologna firenze florence venezia verona london manchester
         birmingham leeds glasgow edinburgh liverpool bristol sheffield cardiff belfast dublin
         cork galway københavn copenhagen aarhus odense stockholm göteborg gothenburg malmö
         uppsala oslo bergen trondheim stavanger helsinki espoo tampere turku reykjavik tallinn
         riga vilnius kaunas warszawa warsaw kraków krakow łódź wrocław wroclaw poznań poznan
         gdańsk gdansk szczecin lublin katowice praha prague brno ostrava plzeň bratislava košice
         budapest debrecen bucharest bucurești cluj sofia athens athina thessaloniki zagreb
         ljubljana belgrade beograd istanbul ankara izmir kyiv kiev lviv odesa kharkiv dnipro
         moskva moscow york angeles chicago houston phoenix philadelphia antonio diego dallas
         austin jose jacksonville columbus charlotte francisco seattle denver washington boston
         paso nashville detroit oklahoma portland vegas memphis louisville baltimore milwaukee
         albuquerque tucson fresno sacramento mesa atlanta omaha raleigh miami oakland
         minneapolis tulsa tampa orleans wichita cleveland honolulu orlando pittsburgh cincinnati
         anchorage toledo madison buffalo boise spokane toronto montreal montréal vancouver
         calgary edmonton ottawa winnipeg quebec hamilton sydney melbourne brisbane perth
         adelaide canberra auckland wellington christchurch singapore kong tokyo osaka kyoto
         seoul beijing shanghai bangkok lumpur jakarta manila mumbai delhi bangalore bengaluru
         chennai hyderabad kolkata pune gurgaon noida dubai aviv johannesburg cairo nairobi lagos
         paulo janeiro brasília aires santiago lima bogotá germany deutschland österreich austria
         schweiz switzerland suisse france españa spain portugal italia italy nederland belgium
         belgië belgique polska poland czechia",
    ),
    (
        MONTH,
        "january february march april may june july august september october november december
         januar jänner februar märz mai juni juli oktober dezember janvier février mars avril juin
         juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio
         julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno
         luglio settembre ottobre dicembre januari februari maart mei augustus jan feb mar apr jun
         jul aug sep sept oct okt nov dec dez",
    ),
    (
        SMALL,
        "of and for the und für von der den des van de du la le les et di del della da do dos y",
    ),
];

/// Words with a form of their own; every other word in capitals is capitalised.
const FORMS: &str = "GmbH mbH OHG GbR LLC Ltd Pty UG AG KG SA NV BV AB SE ATM EUR USD GBP CHF USA \
    UK EU USPS UPS IBM ING AXA AOK IKEA ADAC OBI ETF IRS NHS BBC CNN TV DVD PC IT HR DIY St Dr Mr \
    Mrs Ms Jr Str Nr Mc Bros Co Inc Corp";
