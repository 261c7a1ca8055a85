import time
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph_build.scan.kinds import KINDS
from graph_build.scan.scanner import scan
from graph_build.scan.words.cardinals import cardinal_value, small_value
from graph_build.scan.words.lexicon import (
    ARTICLES,
    HALVES,
    MONTHS,
    ORDINALS,
    PARTS,
    SCALES,
    TEENS,
    TENS,
    TWOFOLD,
    UNITS,
)

Found = list[tuple[str, str, Decimal | str | None]]
NBSP, THIN, MINUS, DASH = "\u00a0", "\u202f", "\u2212", "\u2013"


def found_in(text: str) -> Found:
    return [(one.text, one.kind, one.value) for one in scan(text)]


SINGLE = [
    # digits
    ("kommunen har 7 boliger", "7", "number", Decimal(7)),
    ("17 436 stillinger", "17 436", "number", Decimal(17436)),
    (f"17{NBSP}436 stillinger", f"17{NBSP}436", "number", Decimal(17436)),
    (f"17{THIN}436 stillinger", f"17{THIN}436", "number", Decimal(17436)),
    ("17.436 stillinger", "17.436", "number", Decimal(17436)),
    ("17436 stillinger", "17436", "number", Decimal(17436)),
    ("snittet er 2,45", "2,45", "number", Decimal("2.45")),
    ("snittet er 2.45", "2.45", "number", Decimal("2.45")),
    ("1 234 567,89", "1 234 567,89", "number", Decimal("1234567.89")),
    ("1.234.567,89", "1.234.567,89", "number", Decimal("1234567.89")),
    ("det ble -13", "-13", "number", Decimal(-13)),
    (f"det ble {MINUS}13", f"{MINUS}13", "number", Decimal(-13)),
    ("en 12-åring", "12", "number", Decimal(12)),
    ("12 tusen brukere", "12 tusen", "number", Decimal(12000)),
    ("i alt 2,4 millioner mennesker", "2,4 millioner", "number", Decimal(2400000)),
    ("årsverka auka (7)", "7", "number", Decimal(7)),
    ("i 2106 er planen over", "2106", "year", Decimal(2106)),
    # words
    ("én ny bolig", "én", "number", Decimal(1)),
    ("éin ny bustad", "éin", "number", Decimal(1)),
    ("éi ny stilling", "éi", "number", Decimal(1)),
    ("ett nytt team", "ett", "number", Decimal(1)),
    ("eitt nytt team", "eitt", "number", Decimal(1)),
    ("andre to team", "to", "number", Decimal(2)),
    ("Tre team er nye", "Tre", "number", Decimal(3)),
    ("planen har fire mål", "fire", "number", Decimal(4)),
    ("etter sju år", "sju", "number", Decimal(7)),
    ("etter syv år", "syv", "number", Decimal(7)),
    ("ti nye team", "ti", "number", Decimal(10)),
    ("tjuefem plasser", "tjuefem", "number", Decimal(25)),
    ("femogtjue plasser", "femogtjue", "number", Decimal(25)),
    ("femhundre plasser", "femhundre", "number", Decimal(500)),
    ("fem hundre plasser", "fem hundre", "number", Decimal(500)),
    ("hundre og femti plasser", "hundre og femti", "number", Decimal(150)),
    ("to tusen plasser", "to tusen", "number", Decimal(2000)),
    (f"to{NBSP}tusen plasser", f"to{NBSP}tusen", "number", Decimal(2000)),
    ("totusen plasser", "totusen", "number", Decimal(2000)),
    ("to tusen fem hundre", "to tusen fem hundre", "number", Decimal(2500)),
    ("skal tre bydeler ha tilbudet", "tre", "number", Decimal(3)),
    ("tre av bydelene", "tre", "number", Decimal(3)),
    # percent and percentage points
    ("økte 12,5 %", "12,5 %", "percent", Decimal("12.5")),
    (f"økte 12,5{NBSP}%", f"12,5{NBSP}%", "percent", Decimal("12.5")),
    ("økte 12,5%", "12,5%", "percent", Decimal("12.5")),
    ("økte 5 pst.", "5 pst.", "percent", Decimal(5)),
    ("auka 5 prosent", "5 prosent", "percent", Decimal(5)),
    ("endret -5 %", "-5 %", "percent", Decimal(-5)),
    (f"endret {MINUS}5,5 prosent", f"{MINUS}5,5 prosent", "percent", Decimal("-5.5")),
    ("tjuefem prosent", "tjuefem prosent", "percent", Decimal(25)),
    ("éin prosent", "éin prosent", "percent", Decimal(1)),
    ("en prosent", "en prosent", "percent", Decimal(1)),
    ("ein prosent", "ein prosent", "percent", Decimal(1)),
    ("ned 10 prosentpoeng", "10 prosentpoeng", "percentage-point", Decimal(10)),
    ("ned 3 %-poeng", "3 %-poeng", "percentage-point", Decimal(3)),
    ("tre prosentpoeng", "tre prosentpoeng", "percentage-point", Decimal(3)),
    # money
    ("kr 500", "kr 500", "money", Decimal(500)),
    ("kr. 500,-", "kr. 500,-", "money", Decimal(500)),
    ("2.400.000 kr", "2.400.000 kr", "money", Decimal(2400000)),
    ("1 000 000,50 kr", "1 000 000,50 kr", "money", Decimal("1000000.5")),
    ("NOK 5 mill.", "NOK 5 mill.", "money", Decimal(5000000)),
    ("75,5 millioner", "75,5 millioner", "money", Decimal(75500000)),
    ("75,5 millionar kronar", "75,5 millionar kronar", "money", Decimal(75500000)),
    ("100 mill. kroner", "100 mill. kroner", "money", Decimal(100000000)),
    ("1,5 mrd.", "1,5 mrd.", "money", Decimal(1500000000)),
    ("3, 5 milliarder", "3, 5 milliarder", "money", Decimal(3500000000)),
    ("to milliarder", "to milliarder", "money", Decimal(2000000000)),
    ("ti tusen kroner", "ti tusen kroner", "money", Decimal(10000)),
    ("en million kroner", "en million kroner", "money", Decimal(1000000)),
    ("ein milliard", "ein milliard", "money", Decimal(1000000000)),
    # dates, years, times
    ("04.12.2018", "04.12.2018", "date", "2018-12-04"),
    ("per 31.12.2018.", "31.12.2018", "date", "2018-12-31"),
    ("4.12.18", "4.12.18", "date", "2018-12-04"),
    ("12.05.99", "12.05.99", "date", "1999-05-12"),
    ("12.05.50", "12.05.50", "date", "1950-05-12"),
    ("12.05.49", "12.05.49", "date", "2049-05-12"),
    ("12.05.00", "12.05.00", "date", "2000-05-12"),
    ("2018-12-04", "2018-12-04", "date", "2018-12-04"),
    ("4. desember 2018", "4. desember 2018", "date", "2018-12-04"),
    ("4.desember 2018", "4.desember 2018", "date", "2018-12-04"),
    (" 4. desember 2018", "4. desember 2018", "date", "2018-12-04"),
    ("innen 4. desember", "4. desember", "date", "--12-04"),
    ("i desember 2018", "desember 2018", "date", "2018-12"),
    ("31.02.2018", "31.02.2018", "date", None),
    ("29. februar", "29. februar", "date", "--02-29"),
    ("våren 2018", "2018", "year", Decimal(2018)),
    ("2018-planen", "2018", "year", Decimal(2018)),
    ("innen 2018 krever planen", "2018", "year", Decimal(2018)),
    ("2016-2018", "2016-2018", "year-range", f"2016{DASH}2018"),
    (f"2016{DASH}18", f"2016{DASH}18", "year-range", f"2016{DASH}2018"),
    (f"2016 {DASH} 2018", f"2016 {DASH} 2018", "year-range", f"2016{DASH}2018"),
    ("2016/17", "2016/17", "year-range", f"2016{DASH}2017"),
    ("kl. 14.30", "kl. 14.30", "time", "14:30"),
    ("kl 9.05", "kl 9.05", "time", "09:05"),
    # ranges
    (f"10{DASH}15 bydeler", f"10{DASH}15", "range", f"10{DASH}15"),
    (f"10{DASH}15 prosent", f"10{DASH}15 prosent", "range", f"10{DASH}15"),
    ("2,5-3 %", "2,5-3 %", "range", f"2.5{DASH}3"),
    ("fem-seks boliger", "fem-seks", "range", f"5{DASH}6"),
    ("1900-2000 årsverk", "1900-2000", "range", f"1900{DASH}2000"),
    ("5-6 mill. kroner", "5-6 mill. kroner", "range", f"5000000{DASH}6000000"),
    # fractions and multiples
    ("halvparten av boligene", "halvparten", "fraction", Decimal("0.5")),
    ("helvta av bustadene", "helvta", "fraction", Decimal("0.5")),
    ("en tredel", "en tredel", "fraction", Decimal("0.333333")),
    ("to tredjedeler", "to tredjedeler", "fraction", Decimal("0.666667")),
    ("to tredelar", "to tredelar", "fraction", Decimal("0.666667")),
    ("tre av fire bydeler", "tre av fire", "fraction", Decimal("0.75")),
    ("en av fem", "en av fem", "fraction", Decimal("0.2")),
    ("éin av ti", "éin av ti", "fraction", Decimal("0.1")),
    ("9 av 10", "9 av 10", "fraction", Decimal("0.9")),
    ("500 av 2 000", "500 av 2 000", "fraction", Decimal("0.25")),
    ("5 av 0", "5 av 0", "fraction", None),
    ("5 av 5", "5 av 5", "fraction", Decimal(1)),
    ("6 av 5", "6 av 5", "fraction", None),
    ("0 av 5", "0 av 5", "fraction", Decimal(0)),
    ("om lag 3/4", "3/4", "fraction", Decimal("0.75")),
    ("hver tredje bydel", "hver tredje", "fraction", Decimal("0.333333")),
    ("kvar fjerde bydel", "kvar fjerde", "fraction", Decimal("0.25")),
    ("er doblet", "doblet", "multiple", Decimal(2)),
    ("er dobla", "dobla", "multiple", Decimal(2)),
    ("en fordobling", "fordobling", "multiple", Decimal(2)),
    ("det dobbelte", "dobbelte", "multiple", Decimal(2)),
    ("er tredobla", "tredobla", "multiple", Decimal(3)),
    ("er firedoblet", "firedoblet", "multiple", Decimal(4)),
    # ordinals and numbers of lists
    ("den tredje rapporten", "tredje", "ordinal", Decimal(3)),
    ("den sjuande planen", "sjuande", "ordinal", Decimal(7)),
    ("den 3. rapporten", "3.", "ordinal", Decimal(3)),
    ("3. Flere boliger", "3.", "list-number", Decimal(3)),
    ("  3) Flere boliger", "3)", "list-number", Decimal(3)),
    ("2 1/2 år", "2 1/2", "number", Decimal("2.5")),
    # per mille, parts of years, decades
    ("3 promille av loddene", "3 promille", "permille", Decimal(3)),
    ("i 2. kvartal 2011", "2. kvartal 2011", "period", "2011-Q2"),
    ("i 3. tertial", "3. tertial", "period", "--T3"),
    ("i første halvår 1999", "første halvår 1999", "period", "1999-H1"),
    ("på 1800-tallet", "1800-tallet", "decade", "1800"),
    ("på 50-talet", "50-talet", "decade", None),
    # references and identifiers
    ("etter § 14-2", "§ 14-2", "reference", None),
    ("se side 44", "44", "reference", None),
    ("orgnr. 000 000 000", "000 000 000", "identifier", None),
    # words that stand close
    (f"det ble {MINUS}½", f"{MINUS}½", "number", Decimal("-0.5")),
    (f"15{DASH}20 000 gjester", f"15{DASH}20 000", "range", f"15000{DASH}20000"),
    (f"12{DASH}17 436 gjester", f"12{DASH}17 436", "range", f"12{DASH}17436"),
    ("tre ganger så mange", "tre ganger", "multiple", Decimal(3)),
    ("tre ganger større", "tre ganger", "multiple", Decimal(3)),
    ("halvannen gang så høyt", "halvannen gang", "multiple", Decimal("1.5")),
    ("tre ganger tidligere", "tre", "number", Decimal(3)),
    ("tre ganger i uka", "tre", "number", Decimal(3)),
    ("åttende mai", "åttende mai", "date", "--05-08"),
    ("12/3-18", "12/3-18", "date", "2018-03-12"),
    ("mai–juni 2019", "mai–juni 2019", "date", "2019-05/2019-06"),
    ("våren -98", "-98", "year", Decimal(1998)),
    ("i 1789", "1789", "year", Decimal(1789)),
    ("i 1789 kommuner", "1789", "number", Decimal(1789)),
    ("jul 2019", "2019", "year", Decimal(2019)),
    ("på nittenåttitallet", "nittenåttitallet", "decade", "1980"),
    ("på attenhundretallet", "attenhundretallet", "decade", "1800"),
    ("på sekstitallet", "sekstitallet", "decade", None),
    (
        "to millioner tre hundre tusen kroner",
        "to millioner tre hundre tusen kroner",
        "money",
        Decimal(2300000),
    ),
    ("et kvart prosentpoeng", "et kvart prosentpoeng", "percentage-point", Decimal("0.25")),
    ("1/2 million kroner", "1/2 million kroner", "money", Decimal(500000)),
    ("eit tital elevar", "eit tital", "number", None),
    ("hvert 20. minutt", "hvert 20.", "fraction", Decimal("0.05")),
    ("annet ledd", "annet", "ordinal", Decimal(2)),
    ("for 5.–7. trinn", "5.–7.", "range", f"5{DASH}7"),
    ("på 1.23,45", "1.23,45", "number", None),
    ("ved 19-tida", "19", "time", "19:00"),
    ("klokka er åtte", "åtte", "time", "08:00"),
    ("kvart på ni", "kvart på ni", "time", "08:45"),
    ("kvart over tolv", "kvart over tolv", "time", "12:15"),
    ("klokka fem over ti", "klokka fem over ti", "time", "10:05"),
    ("klokka er fem over ti", "fem over ti", "time", "10:05"),
    ("klokka er snart tolv", "tolv", "time", "12:00"),
    ("kl. halv ni", "kl. halv ni", "time", "08:30"),
    ("9–10-tida", "9–10", "time", f"09:00{DASH}10:00"),
    ("åtte om morgenen", "åtte", "time", "08:00"),
    ("tre minutter over ni", "tre minutter over ni", "time", "09:03"),
    ("12 minutt over ni", "12 minutt over ni", "time", "09:12"),
    ("for andre år på rad", "andre", "ordinal", Decimal(2)),
    ("5 til 10 kuldegrader", "5 til 10", "range", f"5{DASH}10"),
    ("en 10-dobling", "10-dobling", "multiple", Decimal(10)),
    ("den 3/5", "3/5", "date", "--05-03"),
    ("en kirke fra 1643", "1643", "year", Decimal(1643)),
    ("steg fra 1643", "1643", "number", Decimal(1643)),
    ("fra 1643 kroner", "1643 kroner", "money", Decimal(1643)),
    ("Ludvig (1638–1715)", "1638–1715", "year-range", f"1638{DASH}1715"),
    ("folketallet ble 2,2 millioner", "2,2 millioner", "number", Decimal(2200000)),
    ("budsjettet ble 2,2 millioner", "2,2 millioner", "money", Decimal(2200000)),
    ("sesongen 19/20", "19/20", "year-range", f"2019{DASH}2020"),
    ("i 2020-tall", "2020", "year", Decimal(2020)),
    ("kom på 2.plass", "2.", "ordinal", Decimal(2)),
    ("kom som nummer 2.Det", "2", "number", Decimal(2)),
    ("16.-27 februar", "16.-27 februar", "date", "--02-16/--02-27"),
    ("for tri år sidan", "tri", "number", Decimal(3)),
    ("nokre ti tusen kroner", "nokre ti tusen kroner", "money", None),
    ("den attende boka", "attende", "ordinal", Decimal(18)),
    ("ring oss på 00000", "00000", "phone-number", None),
    ("talet er seks millionar", "seks millionar", "number", Decimal(6000000)),
    ("fra 28.- til sjetteplass", "28.", "ordinal", Decimal(28)),
    ("de 3,1 milliardene", "3,1 milliardene", "money", Decimal(3100000000)),
    ("dei 1,1 millionar jobbane", "1,1 millionar", "number", Decimal(1100000)),
    ("mila på 31.44", "31.44", "number", None),
    ("var ute på 31.44", "31.44", "number", Decimal("31.44")),
    ("lånet på 3 millioner koster", "3 millioner", "money", Decimal(3000000)),
    ("sykkelrittet på 3.42.17", "3.42.17", "number", None),
    ("uåret, 1349–1350, tok", "1349–1350", "year-range", f"1349{DASH}1350"),
    ("ga 1349–1350 kroner", "1349–1350 kroner", "range", f"1349{DASH}1350"),
    ("i 1775 nedover", "1775", "year", Decimal(1775)),
    ("etter 1188 hadde", "1188", "year", Decimal(1188)),
    ("etter 1200 kom", "1200", "number", Decimal(1200)),
    ("Jyske Lov av 1241", "1241", "year", Decimal(1241)),
    ("født ca. 1431", "1431", "year", Decimal(1431)),
    ("i januar 1756", "januar 1756", "date", "1756-01"),
    ("fra tidlig 1500-tall", "1500-tall", "decade", "1500"),
    ("i 1737-38", "1737-38", "year-range", f"1737{DASH}1738"),
    ("historie 1789–1914 var", "1789–1914", "year-range", f"1789{DASH}1914"),
    ("kl. 07.58.50", "kl. 07.58.50", "time", "07:58:50"),
    ("døde 2-300", "2-300", "range", f"200{DASH}300"),
    ("døde 5–100", "5–100", "range", f"5{DASH}100"),
    ("solgte 57 millioner album", "57 millioner", "number", Decimal(57000000)),
    ("de 3 milliardene Stortinget ga", "3 milliardene", "money", Decimal(3000000000)),
    ("fikk 3 millioner skattefrie kroner", "3 millioner", "money", Decimal(3000000)),
    ("fikk 3 millioner forrige uke", "3 millioner", "money", Decimal(3000000)),
    ("fredag den 13., da", "13.", "ordinal", Decimal(13)),
    ("halvannen–to timer", "halvannen–to", "range", f"1.5{DASH}2"),
    ("3 à 4 prosent", "3 à 4 prosent", "range", f"3{DASH}4"),
    ("forskrift nr. 1320", "1320", "reference", None),
    ("huset er nr. 13", "13", "number", Decimal(13)),
    ("i Q3 2021", "Q3 2021", "period", "2021-Q3"),
    ("i Q3", "Q3", "period", "--Q3"),
    ("9. april -40", "9. april -40", "date", "1940-04-09"),
    ("lørdag 13.5", "13.5", "date", "--05-13"),
    ("13. 5. 2019", "13. 5. 2019", "date", "2019-05-13"),
    ("i nittenåttifire", "nittenåttifire", "year", Decimal(1984)),
    ("attenfjorten", "attenfjorten", "year", Decimal(1814)),
    ("den hundreogførste", "hundreogførste", "ordinal", Decimal(101)),
    ("tre kvart av åkeren", "tre kvart", "fraction", Decimal("0.75")),
    ("en kvart liter", "en kvart", "number", Decimal("0.25")),
    ("trekvart million kroner", "trekvart million kroner", "money", Decimal(750000)),
    ("en til to timer", "en til to", "range", f"1{DASH}2"),
    ("fem til seks tusen", "fem til seks tusen", "range", f"5000{DASH}6000"),
    ("½–1 ts salt", "½–1", "range", f"0.5{DASH}1"),
    ("noen få hundre", "noen få hundre", "number", None),
    ("et 20-talls personer", "et 20-talls", "number", None),
    ("sent på 80-tall", "80-tall", "decade", None),
    ("50 cent", "50 cent", "money", Decimal("0.5")),
    ("etter § 4 a. Den", "§ 4 a", "reference", None),
    ("avsn. 12", "12", "reference", None),
    ("ved 116 117", "116 117", "phone-number", None),
    ("bilen AB 12345", "12345", "identifier", None),
    ("000 000 000 MVA", "000 000 000", "identifier", None),
    ("IBAN NO00 0000 0000 000", "NO00 0000 0000 000", "identifier", None),
    ("(+47) 00 00 00 00", "(+47) 00 00 00 00", "phone-number", None),
    ("ti på halv ett", "ti på halv ett", "time", "12:20"),
    ("lørdag 10-14", "10-14", "time", f"10:00{DASH}14:00"),
    ("avgang 06.12", "06.12", "time", "06:12"),
    ("etter HR-2000-1-A", "HR-2000-1-A", "reference", None),
    ("i sak C-1/12", "C-1/12", "reference", None),
    ("sak 45/19", "45/19", "identifier", None),
    ("etter § 7 a", "§ 7 a", "reference", None),
    ("00-000000TVI-OTIR/00", "00-000000TVI-OTIR/00", "identifier", None),
    # phone numbers
    ("0047 00000000", "0047 00000000", "phone-number", None),
    ("+47 123 45 678", "+47 123 45 678", "phone-number", None),
    ("+4712345678", "+4712345678", "phone-number", None),
    ("12 34 56 78", "12 34 56 78", "phone-number", None),
]


@pytest.mark.parametrize(("text", "words", "kind", "value"), SINGLE)
def test_each_way_to_write_a_number_has_its_kind_and_value(
    text: str, words: str, kind: str, value: Decimal | str | None
) -> None:
    assert found_in(text) == [(words, kind, value)]


def test_the_table_has_every_kind() -> None:
    assert {kind for _, _, kind, _ in SINGLE} == set(KINDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("42%-28%", ["42%", "28%"]),
        (f"42 % {DASH} 28 %", ["42 %", "28 %"]),
        ("i 2018 500 årsverk", ["2018", "500"]),
        ("I 2018 896 plasser", ["2018", "896"]),
        ("2018, 4 millioner", ["2018", "4 millioner"]),
        ("2017, 2018 og 2019", ["2017", "2018", "2019"]),
        ("fra 7 til 9 bydeler", ["7", "9"]),
        ("17 436 i fjor, 17 798 nå", ["17 436", "17 798"]),
        ("500 plasser, 500 årsverk og 500 millioner", ["500", "500", "500 millioner"]),
        ("1. Mål\n2. Tiltak", ["1.", "2."]),
        ("(+3,5 prosent)", ["3,5 prosent"]),
        ("Norge–Sverige 1–2", ["1", "2"]),
        ("vant 1–2 borte", ["1", "2"]),
        ("avsnitt 41 og 55.", ["41", "55"]),
        ("mellom kl. 9 og 17", ["kl. 9", "17"]),
        ("1990- og 2000-tallet", ["1990", "2000-tallet"]),
        ("25 000 – tjuefemtusen – kroner", ["25 000", "tjuefemtusen"]),
        ("det 12., 45. og 88. minuttet", ["12.", "45.", "88."]),
        ("forholdet 3:1", ["3", "1"]),
        ("veier 100–100 gram", ["100", "100"]),
        ("bokstav b nr. 3", ["3"]),
        ("1990-, 2000- og 2010-tallet", ["1990", "2000", "2010-tallet"]),
        ("første, andre og tredje plass", ["første", "andre", "tredje"]),
        ("tre flasker à fire liter", ["tre", "fire"]),
        ("i 1797 og 1798", ["1797", "1798"]),
        ("lov nr. 62 av 17. juni 2005", ["62", "17. juni 2005"]),
        ("Sandviken – Røa 0-2", ["0", "2"]),
        ("under 1-3, men 11-11", ["1", "3", "11", "11"]),
        ("1-2 Eide Lie", ["1", "2"]),
        ("1-2 liter", ["1-2"]),
        ("58.12 på 15 kilometer", ["58.12", "15"]),
        ("gikk 50 km på 2.01.14", ["50", "2.01.14"]),
        ("3x10 kilometer", ["3", "10"]),
        ("26 juli-10 august", ["26 juli", "10 august"]),
        ("i 1951 til -63", ["1951", "-63"]),
        ("ring oss på 100 meters hold", ["100"]),
        ("6–7, 6–3", ["6", "7", "6", "3"]),
        ("alder 6–7, 8–9", ["6–7", "8–9"]),
        ("kl. 9 og 8,97", ["kl. 9", "8,97"]),
        ("kl. 10, 12 og 14", ["kl. 10", "12", "14"]),
        ("i første omgang og i den andre", ["første", "andre"]),
        ("den første ville, for det andre", ["første"]),
        ("de første og de andre", ["første"]),
        ("ti minutter på én av oppgavene", ["ti", "én"]),
        ("fem personer på to biler", ["fem", "to"]),
        ("fra 1/1 til 31/12", ["1/1", "31/12"]),
        ("målestokk 1:50 000", ["1", "50 000"]),
        ("§ 3-1 (2)", ["§ 3-1", "2"]),
        ("avsnittene 40 til 45", ["40", "45"]),
        ("et 0-3-tap", ["0", "3"]),
        ("klokka er tre, kvart over", ["tre"]),
        ("ring 110 eller 00000", ["110", "00000"]),
        ("28.4.–2.5.", ["28.4.", "2.5."]),
        ("EU 12345", ["12345"]),
    ],
)
def test_numbers_side_by_side_stay_apart(text: str, expected: list[str]) -> None:
    assert [one.text for one in scan(text)] == expected


def test_of_two_amounts_the_second_tells_what_both_are() -> None:
    for noun, kind in (("tonn", "number"), ("kroner", "money")):
        found = scan(f"fra 2 millioner til 3 millioner {noun}")
        assert [(one.kind, one.value) for one in found] == [(kind, 2_000_000), (kind, 3_000_000)]


def test_a_hyphen_between_percentages_is_no_minus_sign() -> None:
    assert [one.value for one in scan("42%-28%")] == [Decimal(42), Decimal(28)]


def test_a_digit_group_is_no_part_of_the_year_before_it() -> None:
    assert [(one.kind, one.value) for one in scan("i 2018 500 årsverk")] == [
        ("year", Decimal(2018)),
        ("number", Decimal(500)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "covid-19",
        "vende attende",
        "betala dei attende",
        "til sjuende og sist",
        "3x",
        "covid\u201119",
        "andre",
        "dei andre bydelane",
        "tre i kraft",
        "loven skal tre i kraft",
        "lova må tre i kraft",
        f"skal tre{NBSP}i{NBSP}kraft",
        "å tre inn i styret",
        "vil ikke fire på kravet",
        "å fire på kravet",
        "Ti stille!",
        "Han åtte garden.",
        "dei åtte ein gard",
        "skal tre av",
        "å tre av",
        "et tre",
        "eit tre",
        f"et{NBSP}tre",
        "betre",
        "tredelt",
        "tretrinns",
        "for det første",
        "For det tredje",
        "nulltoleranse",
        "fireåring",
        "dobbeltdiagnose",
        "hundrevis",
        "millionær",
        "kr",
        "prosent",
        "mai",
        "A4",
        "B12-vitamin",
        "123abc",
        "12,5x",
        *ARTICLES,
        "en bolig",
        "et team",
        "ein bustad",
        "eit team",
        "ei stilling",
    ],
)
def test_words_that_only_look_like_numbers_are_not_found(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(("word", "value"), [*UNITS.items(), *TEENS.items(), *TENS.items()])
def test_every_simple_number_word_has_its_value_in_capitals_too(word: str, value: int) -> None:
    assert [one.value for one in scan(f"minst {word.upper()} boliger")] == [value]


@pytest.mark.parametrize(("month", "number"), MONTHS.items())
def test_every_month_makes_a_date(month: str, number: int) -> None:
    assert [one.value for one in scan(f"9. {month} 2018")] == [f"2018-{number:02}-09"]


@pytest.mark.parametrize(("scale", "factor"), SCALES.items())
def test_every_scale_multiplies(scale: str, factor: int) -> None:
    assert [one.value for one in scan(f"brukte 2,5 {scale} kroner")] == [Decimal("2.5") * factor]


@pytest.mark.parametrize(("word", "value"), ORDINALS.items())
def test_every_ordinal_has_its_value(word: str, value: int) -> None:
    assert found_in(f"den {word} planen") == [(word, "ordinal", Decimal(value))]


@pytest.mark.parametrize(("word", "parts"), PARTS.items())
def test_every_part_is_a_fraction(word: str, parts: int) -> None:
    assert found_in(f"kun en {word} ble brukt") == [
        (f"en {word}", "fraction", round(Decimal(1) / parts, 6))
    ]


@pytest.mark.parametrize("word", HALVES)
def test_every_word_for_half_is_a_fraction(word: str) -> None:
    assert found_in(f"nesten {word}") == [(word, "fraction", Decimal("0.5"))]


@pytest.mark.parametrize("word", TWOFOLD)
def test_every_word_for_twice_is_a_multiple(word: str) -> None:
    assert found_in(f"nesten {word}") == [(word, "multiple", Decimal(2))]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("mar\u017f 2018", "2018-03"),
        ("de\u017fember 2018", "2018-12"),
        ("t\u0130 prosent", Decimal(10)),
        ("den før\u017fte", Decimal(1)),
        ("2 tu\u017fen", Decimal(2000)),
        ("en \u017feksdel", Decimal("0.166667")),
    ],
)
def test_letters_that_only_match_without_case_have_the_value_of_their_look_alikes(
    word: str, value: Decimal | str
) -> None:
    assert [one.value for one in scan(word)] == [value]


def test_a_word_that_is_no_number_has_no_value() -> None:
    with pytest.raises(ValueError, match="'mange' is no number word"):
        small_value("mange")


PIECES = st.sampled_from([
    *UNITS, *TEENS, *TENS, *SCALES, *ORDINALS, *PARTS, *HALVES, *TWOFOLD, *MONTHS, *ARTICLES,
    "hundre", "tusen", "og", "av", "i", "kraft", "hver", "kvar", "kr", "kroner", "NOK", "%", "prosent",
    "prosentpoeng", "kl.", "årsverk", "mennesker", "skal", "å", "for det", "1", "12", "345", "2018",
    "0", "00", "3,5", "17 436", "+47", "900 00 001", "-", "–", "−", "/", ".", ",", ":", ")", "(", " ",
    NBSP, THIN, "\n", "\t", "\r\n", "ſ", "İ", "ı", "K", "é", "e\u0301", "٣", "²", "½", "\U0001f600", "x",
])  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))
THOROUGH = settings(deadline=None, max_examples=400)


@given(TEXTS)
@THOROUGH
def test_expressions_stand_in_order_without_overlap_and_quote_their_place(text: str) -> None:
    end = 0
    for one in scan(text):
        assert end <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        end = one.end


@given(TEXTS)
@THOROUGH
def test_every_value_has_the_type_of_its_kind(text: str) -> None:
    as_text = {"date", "time", "year-range", "range", "period", "decade"}
    may_lack = {"number", "money", "date", "decade", "fraction"}
    may_lack |= {"reference", "identifier", "phone-number"}
    for one in scan(text):
        if one.value is None:
            assert one.kind in may_lack
        else:
            assert isinstance(one.value, str if one.kind in as_text else Decimal)


@given(TEXTS.filter(lambda text: not any(mark.isdigit() for mark in text)))
@THOROUGH
def test_text_without_digits_points_at_nothing(text: str) -> None:
    pointing = {"phone-number", "identifier", "reference", "list-number", "year-range"}
    assert not pointing & {one.kind for one in scan(text)}


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå .,\n", max_size=40), st.integers(1, 9))
@THOROUGH
def test_a_line_between_does_not_change_what_is_found_before_it(text: str, digit: int) -> None:
    before = scan(text + "\n\nx")
    assert scan(f"{text}\n\nx\n\nMinst {digit} boliger")[: len(before)] == before


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


MARKS = st.sampled_from(["", " ", NBSP, THIN, "\u2009", "."])
FRAMES = st.sampled_from(["Minst {} boliger", "({})", "«{}»", "Det var {}.", "Tal: {};\nnytt"])


@given(st.integers(0, 10**15), MARKS, FRAMES)
@THOROUGH
def test_a_whole_number_is_found_whole_however_it_is_grouped(
    number: int, mark: str, frame: str
) -> None:
    text = grouped(number, mark)
    # Eight digits that begin so are a mobile telephone, eleven a person or an account.
    assume(not (len(text) == 8 and text[0] in "49") and len(text) != 11)
    (one,) = scan(frame.format(text))
    assert (one.text, one.value) == (text, Decimal(number))


@given(st.integers(0, 10**9), st.integers(0, 9999), MARKS, st.sampled_from(["", "-", MINUS]))
@THOROUGH
def test_a_percentage_is_found_with_sign_and_decimals(
    whole: int, decimals: int, mark: str, sign: str
) -> None:
    text = f"{sign}{grouped(whole, mark)},{decimals:04} prosent"
    (one,) = scan(f"Endringen er {text} fra før")
    expected = Decimal(f"{whole}.{decimals:04}")
    assert (one.text, one.kind) == (text, "percent")
    assert one.value == (-expected if sign else expected)


@given(
    st.integers(1, 10**6),
    st.integers(0, 99),
    st.sampled_from(["mill.", "millioner", "millionar", "mrd.", "milliarder", "milliardar"]),
    st.sampled_from(["{} kroner", "{} kronar", "kr {}", "NOK {}", "{} kr"]),
)
@THOROUGH
def test_an_amount_is_found_with_its_scale_and_currency(
    whole: int, hundredths: int, scale: str, form: str
) -> None:
    text = form.format(f"{whole},{hundredths:02} {scale}")
    (one,) = scan(f"De brukte {text} til dette")
    expected = Decimal(f"{whole}.{hundredths:02}") * SCALES[scale.rstrip(".")]
    assert (one.text, one.kind, one.value) == (text, "money", expected)


@given(
    st.dates(),
    st.sampled_from(["{0:%d.%m.}{1:04}", "{0.day}.{0.month}.{1:04}", "{1:04}-{0:%m-%d}", "named"]),
)
@THOROUGH
def test_a_date_is_found_in_each_form(day: object, form: str) -> None:
    year, month, number = (int(part) for part in str(day).split("-"))
    named = f"{number}. {list(MONTHS)[month - 1]} {year:04}"
    text = named if form == "named" else form.format(day, year)
    (one,) = scan(f"Den {text} kom planen")
    assert (one.text, one.kind, one.value) == (text, "date", str(day))


def in_words(number: int) -> str:
    """A number below a million in words, by rules of its own."""
    units = [word for word in UNITS if word not in ("éin", "éi", "én", "èn", "eitt", "syv", "tri")]
    teens, tens = (
        list(TEENS),
        ["tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti"],
    )
    if number >= 1000:
        rest = number % 1000
        return f"{in_words(number // 1000)} tusen" + (
            f" {'og ' if rest < 100 else ''}{in_words(rest)}" if rest else ""
        )
    if number >= 100:
        rest = number % 100
        return f"{units[number // 100]} hundre" + (f" og {in_words(rest)}" if rest else "")
    if number >= 20:
        return tens[number // 10 - 2] + (units[number % 10] if number % 10 else "")
    return teens[number - 10] if number >= 10 else units[number]


@given(st.integers(0, 999_999))
@THOROUGH
def test_a_number_in_words_is_found_with_its_value(number: int) -> None:
    words = in_words(number)
    assert cardinal_value(words) == number
    assert found_in(f"Minst {words} boliger") == [(words, "number", Decimal(number))]


UNITS_OF_LONG_TEXTS = (
    "1", " ", "123 ", "123.", "1,", "1-", "-1", "1/", "%", "kommune ", "to ", "hundre og ", "tusen ",
    "12 34 ", "org ", "meld.", "tlf. 1 ", "2018 ", "kr ", "1 mill ", "1 av ", "\n", "\n ", "1. desember ", "17 436 kr 5 % ti, ",
)  # fmt: skip


def long_text(unit: str, length: int) -> str:
    return (unit * length)[:length] + "\nminst 77 boliger"


@pytest.mark.parametrize("unit", UNITS_OF_LONG_TEXTS)
def test_a_long_text_is_read_to_its_end(unit: str) -> None:
    assert scan(long_text(unit, 2_000))[-1].value == 77


@pytest.mark.deep
@pytest.mark.parametrize("unit", UNITS_OF_LONG_TEXTS)
def test_a_very_long_text_is_read_to_its_end(unit: str) -> None:
    assert scan(long_text(unit, 200_000))[-1].value == 77


def seconds_to_scan(text: str) -> float:
    """The least processor time of three scans."""

    def once() -> float:
        before = time.process_time()
        scan(text)
        return time.process_time() - before

    return min(once() for _ in range(3))


def test_the_time_to_scan_grows_no_faster_than_the_text() -> None:
    """Eight times the text may take twice eight times as long; what is quadratic takes 64 times."""
    for unit in UNITS_OF_LONG_TEXTS:
        short, long = (seconds_to_scan(long_text(unit, length)) for length in (300, 2_400))
        assert long < 16 * short, repr(unit)
