//! Where the money of a file was spent: names of towns, of country-wide shops and of payment
//! schemes inside its rows, as a guess at its currency. Always worth a question, never a proof.
//! Holds no name of a bank.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::columns::Sheet;
use super::currency;
use super::layout::Currency;
use super::words::normalise;

/// Words and pairs of words that belong to one country, folded like headers, parted by `|`.
const PLACES: &[(&str, &str)] = &[
    (
        "INR",
        "\
        mumbai|delhi|bangalore|bengaluru|chennai|kolkata|hyderabad|pune|noida|gurgaon|gurugram|\
        ahmedabad|jaipur|kochi|lucknow|chandigarh|rtgs|nach|billdesk|othpg|razorpay|paytm|phonepe|\
        swiggy|zomato|flipkart|irctc|airtel|bulk posting|atm wdl|to transfer|by transfer",
    ),
    (
        "AUD",
        "\
        sydney|melbourne|brisbane|perth|adelaide|darwin|hobart|canberra|parramatta|geelong|cairns|\
        fremantle|coles|woolworths|bunnings|telstra|optus|medicare|centrelink",
    ),
    (
        "CAD",
        "\
        toronto|vancouver|montreal|calgary|ottawa|edmonton|winnipeg|mississauga|burnaby|brampton|\
        saskatoon|regina|quebec|kelowna|chequing|hydro|telus|loblaws|lcbo|sobeys|tim hortons|\
        canadian tire|petro canada|shoppers drug|rrsp|tfsa|e transfer|e tfr|ontario|alberta",
    ),
    (
        "GBP",
        "\
        london|manchester|birmingham|leeds|glasgow|edinburgh|liverpool|bristol|cardiff|belfast|\
        sheffield|nottingham|tesco|sainsburys|waitrose|asda|morrisons|tfl|hmrc|bacs|council tax|\
        faster payment|faster payments|isa",
    ),
    (
        "NZD",
        "\
        auckland|wellington|christchurch|dunedin|tauranga|whangarei|palmerston north|paknsave|\
        kiwisaver|mitre 10|warehouse nz",
    ),
    (
        "USD",
        "\
        new york|chicago|san francisco|los angeles|seattle|boston|houston|dallas|austin|atlanta|\
        miami|denver|philadelphia|san jose|brooklyn|san diego|phoenix|portland|walmart|walgreens|\
        safeway|cvs|venmo|irs|comcast|verizon|geico|401 k|trader joes|whole foods",
    ),
    ("SGD", "singapore|fairprice|ntuc"),
    ("HKD", "hong kong|kowloon|wan chai"),
    ("ZAR", "johannesburg|cape town|durban|pretoria|sandton|checkers|pick n"),
    ("AED", "dubai|abu dhabi|sharjah"),
    (
        "CHF",
        "\
        zurich|zuerich|bern|basel|geneve|genf|lausanne|luzern|winterthur|st gallen|lugano|migros|\
        sbb cff|coop pronto|denner",
    ),
    ("SEK", "stockholm|goteborg|malmo|uppsala|ica|hemkop|systembolaget"),
    ("NOK", "oslo|bergen|trondheim|stavanger|rema 1000|vinmonopolet"),
    ("DKK", "kobenhavn|aarhus|odense|aalborg|fotex|rejsekort"),
    ("PLN", "warszawa|krakow|wroclaw|poznan|gdansk|lodz|katowice|biedronka|zabka|orlen"),
    ("CZK", "praha|brno|ostrava|plzen|olomouc"),
    ("HUF", "budapest|debrecen|szeged"),
    ("RON", "bucuresti|cluj|timisoara|iasi"),
    ("TRY", "istanbul|ankara|izmir|migros ticaret"),
    ("MXN", "ciudad de mexico|mexico df|guadalajara|monterrey|oxxo|spei"),
    ("BRL", "sao paulo|rio de janeiro|belo horizonte|brasilia|curitiba"),
    ("THB", "bangkok|chiang mai"),
    ("MYR", "kuala lumpur|petaling|johor"),
    ("IDR", "jakarta|surabaya|bandung"),
    ("PHP", "manila|makati|quezon"),
    ("KES", "nairobi|mombasa|mpesa"),
    ("NGN", "lagos|abuja|ikeja"),
    ("ZMW", "lusaka|kitwe|ndola"),
    ("ILS", "tel aviv|jerusalem|haifa"),
    (
        "EUR",
        "\
        berlin|munchen|muenchen|hamburg|frankfurt|koln|koeln|stuttgart|wien|graz|salzburg|paris|\
        lyon|marseille|madrid|barcelona|valencia|sevilla|roma|milano|torino|napoli|amsterdam|\
        rotterdam|utrecht|den haag|brussel|bruxelles|antwerpen|dublin|cork|lisboa|porto|helsinki|\
        espoo|tampere|vilnius|kaunas|riga|tallinn|bratislava|ljubljana|luxembourg|athina|rewe|\
        edeka|lidl|albert heijn|carrefour|mercadona|esselunga|leclerc",
    ),
];

static BY_WORD: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let words = |(code, words): &(&'static str, &'static str)| -> Vec<(&str, &str)> {
        words.split('|').map(|w| (w, *code)).collect()
    };
    PLACES.iter().flat_map(words).collect()
});

/// The currency most rows point to, where they hardly point to another one.
pub fn guess(sheet: &Sheet<'_>) -> Option<Currency> {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for row in sheet.rows.iter().take(400) {
        let mut said: Vec<&str> = Vec::new();
        for cell in row.cells.iter().filter(|c| c.len() >= 3 && c.len() <= 200) {
            let text = normalise(cell);
            let words: Vec<&str> = text.split(' ').collect();
            for (i, word) in words.iter().enumerate() {
                let pair = words.get(i + 1).map(|next| format!("{word} {next}"));
                let pair = pair.and_then(|p| BY_WORD.get(p.as_str()).copied());
                said.extend(pair.or_else(|| BY_WORD.get(word).copied()));
            }
        }
        said.sort_unstable();
        said.dedup();
        for code in said {
            *votes.entry(code).or_default() += 1;
        }
    }
    let (code, most) = votes.iter().max_by_key(|v| v.1).map(|(c, n)| (*c, *n))?;
    let second = votes.iter().filter(|v| *v.0 != code).map(|v| *v.1).max().unwrap_or(0);
    let enough = most * 40 >= sheet.rows.len().min(400) && most >= second * 2;
    enough.then(|| currency::of_code(code)).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::table;
    use super::*;

    #[test]
    fn towns_and_shops_vote() {
        let of = |rows: &str| {
            let text = format!("Date,Details,Amount\n{rows}");
            let table = table::find(&text, false).unwrap_or_else(|e| panic!("{e}"));
            guess(&Sheet::new(&table)).map(|c| c.as_str().to_string())
        };
        let india = "2024-01-01,\"Books, PUNE, IN\",-5\n2024-01-02,\"Git, US\",-3\n";
        assert_eq!(of(india).as_deref(), Some("INR"));
        assert_eq!(of("2024-01-01,Cape Town taxi,-5\n").as_deref(), Some("ZAR"));
        assert_eq!(of("2024-01-01,Paris,-5\n2024-01-02,London,-5\n"), None);
        assert_eq!(of("2024-01-01,lunch,-5\n"), None);
    }
}
