package dev.chatmigration.generating;

import java.util.List;

/** Where a customer is at home: its language, its clocks, and how its people and companies are called. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable, which their type cannot say
enum Region {
    FRANCE(
            "fr",
            "Paris",
            zones("Europe/Paris", "Europe/Paris", "Europe/Paris", "Europe/Brussels", "Indian/Reunion"),
            names("Léa Paul Camille Hugo Inès Théo Chloé Antoine Zoé Étienne Maëlle Rémi Aurélie Noël Margaux Benoît"),
            names("Martin Roche Lefèvre Garnier Dubois Noël Perrin Marchand Gauthier Besnard Chevalier Aubry Renaud"),
            names("Atelier Maison Jardin Librairie Comptoir Fabrique"),
            names("Brume Tilleul Lavande Rivage Ardoise Mistral Clairière Bruyère")),
    BRITAIN(
            "en-GB",
            "London",
            zones("Europe/London", "Europe/London", "Europe/Dublin"),
            names("Amelia Oliver Isla George Poppy Alfie Freya Rhys Imogen Callum Niamh Ewan Harriet Tobias"),
            names(
                    "Whitfield Ashdown Pemberton Hargreaves Loxley Marlowe Penrose Thackeray O'Rourke Llewellyn Crowther"),
            names("Hedgerow Lantern Copper Moorland Harbour Thistle"),
            names("Books Supplies Outfitters Kitchens Gardens Cycles")),
    UNITED_STATES(
            "en-US",
            "Eastern Time (US & Canada)",
            zones(
                    "America/New_York",
                    "America/Chicago",
                    "America/Denver",
                    "America/Los_Angeles",
                    "America/Phoenix",
                    "America/Anchorage",
                    "Pacific/Honolulu"),
            names("Avery Mason Harper Logan Riley Jordan Quinn Morgan Dakota Blake Skyler Peyton Reese Hayden"),
            names(
                    "Calloway Brennan Whitaker Delgado Sorensen Kowalski Okafor Hutchins Ramirez Van-Dyke Nguyen Prescott"),
            names("Summit Prairie Redwood Cascade Lakeside Juniper"),
            names("Supply Hardware Coffee Athletics Apparel Optics")),
    GERMANY(
            "de",
            "Berlin",
            zones("Europe/Berlin", "Europe/Berlin", "Europe/Vienna", "Europe/Zurich"),
            names("Jonas Lena Lukas Mia Jürgen Käthe Sören Annika Matthias Ulrike Björn Franziska Götz Heike"),
            names("Müller Schröder Bäcker Lindner Vogel Krämer Weidlich Hofmann Brandt Köhler Sommerfeld Jäger"),
            names("Werkstatt Manufaktur Kontor Handelshaus Bücherei Schreinerei"),
            names("Ahorn Nordlicht Schwarzwald Elbe Falken Sonnental")),
    JAPAN(
            "ja",
            "Tokyo",
            zones("Asia/Tokyo"),
            names("陽菜/Hina 蓮/Ren 結衣/Yui 大翔/Hiroto 美咲/Misaki 翔太/Shota 葵/Aoi 健一/Kenichi 直子/Naoko 拓海/Takumi"),
            names("佐藤/Sato 鈴木/Suzuki 高橋/Takahashi 田中/Tanaka 渡辺/Watanabe 小林/Kobayashi 吉田/Yoshida 山口/Yamaguchi"),
            names("青空/Aozora 若葉/Wakaba 桜木/Sakuragi 白川/Shirakawa"),
            names("商店/Shoten 書房/Shobo 工房/Kobo 雑貨/Zakka")),
    SPAIN(
            "es",
            "Madrid",
            zones("Europe/Madrid", "Europe/Madrid", "Atlantic/Canary", "America/Mexico_City", "America/Bogota"),
            names("Lucía Mateo Sofía Álvaro Martina Iñaki Carmen Joaquín Begoña Andrés Nuria Raúl Ximena Óscar"),
            names("García Ibáñez Muñoz Navarro Castaño Herrera Peña Robles Zúñiga Domínguez Quintana Vidal"),
            names("Taller Bodega Mercado Librería Huerta Estudio"),
            names("Azahar Olivar Levante Montaña Encina Marea")),
    BRAZIL(
            "pt-BR",
            "Brasilia",
            zones("America/Sao_Paulo", "America/Sao_Paulo", "America/Manaus", "America/Noronha"),
            names("João Beatriz Thiago Larissa Caio Letícia Márcio Antônia Vinícius Conceição Débora Otávio"),
            names("Silva Araújo Gonçalves Moreira Teixeira Magalhães Nóbrega Pacheco Guimarães Brandão Falcão"),
            names("Casa Oficina Empório Loja Armazém Ateliê"),
            names("Ipê Cerrado Jangada Alvorada Araucária Maré")),
    AUSTRALIA(
            "en-AU",
            "Sydney",
            zones(
                    "Australia/Sydney",
                    "Australia/Adelaide",
                    "Australia/Lord_Howe",
                    "Pacific/Auckland",
                    "Pacific/Chatham",
                    "UTC"),
            names("Matilda Lachlan Ruby Angus Sienna Darcy Tahlia Flynn Marama Nikau"),
            names("Fairweather Kingsley Bannister Waverley McAllister Tamihana Drummond Hollis"),
            names("Wattle Banksia Southerly Billabong"),
            names("Surf Nursery Tools Traders")),
    INDIA(
            "en-IN",
            "New Delhi",
            zones("Asia/Kolkata", "Asia/Kathmandu", "Asia/Singapore", "Asia/Dubai"),
            names("Aarav Diya Vihaan Ananya Ishaan Kavya Rohan Meera Arjun Priya"),
            names("Sharma Iyer Banerjee Kulkarni Reddy Chaudhary Menon Bhattacharya"),
            names("Saffron Monsoon Banyan Peacock"),
            names("Textiles Spices Crafts Electronics"));

    final String locale;
    /** Support's own name for the zone of the region's people, which is not that of any time zone database. */
    final String supportZone;

    final List<String> zones;
    final List<Word> givenNames;
    final List<Word> familyNames;
    final List<Word> companyFirst;
    final List<Word> companySecond;

    Region(
            String locale,
            String supportZone,
            List<String> zones,
            List<Word> givenNames,
            List<Word> familyNames,
            List<Word> companyFirst,
            List<Word> companySecond) {
        this.locale = locale;
        this.supportZone = supportZone;
        this.zones = zones;
        this.givenNames = givenNames;
        this.familyNames = familyNames;
        this.companyFirst = companyFirst;
        this.companySecond = companySecond;
    }

    boolean familyNameFirst() {
        return this == JAPAN;
    }

    private static List<String> zones(String... zones) {
        return List.of(zones);
    }

    private static List<Word> names(String words) {
        return List.of(words.split(" ", -1)).stream().map(Word::parse).toList();
    }
}
