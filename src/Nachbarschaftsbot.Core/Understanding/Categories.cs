namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>The closed list of kinds of help, in the order in which they are offered.</summary>
public static class Categories
{
    /// <summary>Every kind of help; <see cref="Other"/> is the last one.</summary>
    public static IReadOnlyList<Category> All { get; } =
    [
        new(
            "einkauf",
            "einkauf* einkaeuf* eingekauft besorg* lebensmittel* supermarkt* wocheneinkauf* getraenke* getraenkekist* apotheke* rezept* shopping groceries grocery errand* pharmacy"
        ),
        new(
            "begleitung",
            "begleit* arzttermin* arztbesuch* arzt aerztin zahnarzt* behoerdengang* behoerdentermin* spaziergang* spazieren* mitgehen mitkommt mitkommen dolmetsch* uebersetz* accompany* company doctor doctor's appointment walk"
        ),
        new(
            "fahrt",
            "fahrt* fahren faehrt gefahren mitfahr* abhol* abgeholt hinbring* fahrdienst* chauffier* transport* umzug* umziehen moebeltransport* lift ride drive driving pickup moving"
        ),
        new(
            "haushalt",
            "haushalt* putz* putzen geputzt waesche* waschen buegel* koch* kochen gekocht fenster* aufraeum* staubsaug* saug* muell* muelltonne* tragen schleppen kiste* altpapier* sperrmuell* keller* clean* laundry cook* housework household ironing vacuum* carry* trash garbage"
        ),
        new(
            "garten",
            "garten* rasen* hecke* beet* blume* pflanze* giess* maehen gemaeht unkraut* laub* schneeschipp* schnee* balkon* obst* feuerholz* brennholz* baum* garden* lawn hedge plants watering mow* weeding snow"
        ),
        new(
            "reparatur",
            "repar* kaputt* handwerk* tropft tropfend* wasserhahn* bohr* bohren montage* montier* aufbau* aufbauen anbring* aufhaeng* regal* schrank* lampe* gluehbirne* gluehlampe* steckdose* schraub* streich* streichen renovier* rauchmelder* moebel* fahrradreparatur* heizung* tuerschloss* repair* fix fixing broken assemble* drill* furniture lightbulb bulb paint* tap"
        ),
        new(
            "technik",
            "technik* computer* laptop* handy* smartphone* tablet* internet* wlan* wifi drucker* fernseher* telefon* router* app apps e-mail* email* mail whatsapp* online* einricht* passwort* technology phone printer tv"
        ),
        new(
            "kinder",
            "kind kinder* kindern babysit* baby* hausaufgabe* nachhilfe* kita* schule* schulweg* enkel* spielplatz* lernen vorlesen child* kids homework tutor* school grandchild* playground"
        ),
        new(
            "tiere",
            "tier tiere* hund hunde* hundes gassi* katze* kater* vogel* voegel* hamster* kaninchen* meerschweinchen* haustier* futter* fuetter* dog dogs cat cats pet pets"
        ),
        new(
            "besuch",
            "besuch* gesellschaft* einsam* allein* unterhalt* reden gespraech* plaudern kaffee* kartenspiel* schach* skat* spielen vorlesen* klaviernachmittag* zuhoeren visit* lonely chat chatting coffee chess talk"
        ),
        new(
            "papiere",
            "papier* formular* antrag* antraege* ausfuell* brief* post behoerde* amt amtlich* jobcenter* steuer* bescheid* schreibkram* unterlagen* dokument* notfallordner* bewerbung* lebenslauf* rechnung* form forms paperwork application letter letters documents tax"
        ),
        new(
            "leihen",
            "leih* verleih* ausleih* geliehen borg* ausborg* leihweise bohrmaschine* leiter* werkzeug* anhaenger* lastenrad* bollerwagen* rasenmaeher* zelt* bierbank* festzelt* borrow* lend* ladder tool tools trailer"
        ),
        new("anderes", "anderes sonstiges sonstige other else"),
    ];

    /// <summary>The kind for everything that fits no other.</summary>
    public static Category Other { get; } = All[^1];

    /// <summary>The kind with this id, or null.</summary>
    public static Category? Find(string? id) => All.FirstOrDefault(category => category.Id == id);

    /// <summary>The kind a text speaks of: the one with most of its words in the text, the first named when several tie.</summary>
    public static bool TryFind(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Category? category)
    {
        category = CategoryFinder.Find(Words.Of(text));
        return category is not null;
    }
}
