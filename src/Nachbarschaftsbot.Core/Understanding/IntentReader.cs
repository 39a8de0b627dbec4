namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Tells from set phrases whether someone wants help, gives help, or looks around. The order of the checks matters.</summary>
internal static class IntentReader
{
    private static readonly Phrase[] Browse = Phrase.List(
        """
        wer braucht|sucht|benoetigt ..
        wem|wo|wie|womit|wobei kann|koennte|koennen|darf ich|wir .. helf*|unterstuetz*|mithelfen
        wem|wo kann|koennte|koennen ich|wir
        kann|koennte|darf ich|wir .. helfen
        braucht|sucht|benoetigt .. jemand|wer|einer
        was gibt es|gibts
        was ist offen|los
        was kann ich|man tun|machen
        zeig* .. gesuche|angebote|anfragen|liste|offene
        welche|offene gesuche|angebote|anfragen
        wo wird .. gebraucht
        gibt es .. gesuche|angebote|anfragen
        who needs
        who is looking
        does|do anyone|anybody|someone|people need
        where|how|whom|who can|could|may i|we help
        can|could|may i help
        what is|s open|there
        show .. requests|offers|list
        open requests|offers
        """
    );

    private static readonly Phrase[] NeedDespiteCan = Phrase.List(
        """
        ich|wir kann|koennen|schaff*|komm* .. nicht|kein|keine|keinen|nimmer|kaum|nichts
        kann|koennen ich|wir .. nicht|kein|keine|keinen|nimmer|kaum
        i|we can't|cannot
        i|we can not|t
        i|we can .. no longer
        i|we am|are not able|unable
        """
    );

    private static readonly Phrase[] Offer = Phrase.List(
        """
        ich|wir kann|koennen|koennte|koennten|wuerde|wuerden|will|wollen|moechte|moechten .. helf*|mithelfen|aushelf*|unterstuetz*|anbieten|uebernehmen|verleihen|ausleihen|leihen|verschenken|abgeben|begleiten|mitnehmen|fahren|mitbringen|reparieren|besuchen|vorlesen|aufpassen|einkaufen|giessen|uebersetzen|zeigen|erklaeren|babysitten|kochen|tragen|ausfuehren|maehen
        kann|koennte|wuerde|moechte|will gern|gerne ..
        ich|wir kann|koennen|wuerde|wuerden gern|gerne
        ich|wir helfe|helfen|biete|bieten|uebernehme|uebernehmen|verleihe|verschenke|spende|begleite|repariere
        gern|gerne helfe|helfen|uebernehme|begleite ich|wir
        biete|bieten ..
        ich|wir habe|hab|haben|haette|haetten .. zeit
        habe|haben .. zeit .. helfen|uebrig
        ich|wir habe|haben .. zu|zum verleihen|ausleihen|verschenken|abgeben|vergeben
        zu verschenken|verleihen
        zum verleihen|verschenken|ausleihen
        mein* angebot
        angebot
        ich|wir bin|sind .. behilflich|dabei|bereit
        moechte|will|wuerde .. jemandem|anderen|leuten|nachbarn|menschen .. helf*
        i|we can|could|would|d|ll|will|want|wish .. help|offer|lend|drive|accompany|visit|carry|fix|repair|walk|babysit|cook|mow|translate|teach|give
        i|we offer|help|lend
        i|we m|am|are|re happy|glad|willing|able
        happy|glad to help
        offering ..
        i|we have .. time|spare|lend|give
        """
    );

    // Phrases that say who is to be helped: the speaker, or somebody the speaker speaks for.
    private static readonly Phrase[] AskForMe = Phrase.List(
        """
        kann|koennte|koennen|koennten|wuerde|wuerden|wer|hat|haette|magst|mag|koenntest|kannst|wuerdest|koenntet .. mir|uns|mich
        kann|koennte|wuerde|mag|hat|haette|koennt jemand|wer|einer|irgendjemand|irgendwer|jmd
        koennen|koennten|wuerden|kannst|koenntest|wuerdest|koennt|koenntet sie|du|ihr
        wer kann|koennte|wuerde|hat|haette|hilft|faehrt|repariert|begleitet|leiht|mag|geht|kommt|nimmt|passt
        hilf|helft|helfen|hilft .. mir|uns
        hilft|helfe mir|uns|jemand
        mir|uns .. helfen|hilft|geholfen|helf|hilf
        can|could|would|will anyone|anybody|someone|somebody|you|any
        is|are anyone|anybody|someone|there
        help me|us|my|our
        help needed|wanted
        lend|give|drive|take|show me|us|my
        mir|uns .. ausleihen|leihen|borgen
        kann|koennte|darf ich|wir .. ausleihen|leihen|borgen|haben|bekommen
        can|could|may i|we borrow|have|get
        mit jemandem|jemand|jemanden|wem .. reden|sprechen|spielen|gehen|treffen|plaudern|unterhalten|spazieren|lernen
        mit jemandem|jemand .. schach|skat|kaffee
        """
    );

    private static readonly Phrase[] Ask = Phrase.List(
        """
        brauch*|braeucht*|benoetig*
        such*|gesucht
        *gesucht
        ich|wir moechte|moechten|haette|haetten|will|wuensche .. hilfe|unterstuetzung|begleitung|jemand|jemanden|besuch
        haette|haetten .. gern|gerne
        wuensche ..
        hilfe|unterstuetzung .. beim|bei|fuer|zum|mit|im|in|noetig|gesucht
        hilfe bitte
        bitte .. hilfe|helfen|hilf
        mein gesuch
        gesuch
        fehlt mir|uns
        need|needs|needed
        looking for
        search|searching for
        help with
        please help
        require ..
        i|we would like .. help
        """
    );

    public static Intent Read(List<string> words)
    {
        if (Any(AskForMe, words))
            return Intent.Ask;
        if (Any(Browse, words))
            return Intent.Browse;
        if (Any(NeedDespiteCan, words))
            return Intent.Ask;
        if (Any(Offer, words))
            return Any(Needs, words) ? Intent.Ask : Intent.Offer;
        if (Any(Ask, words))
            return Intent.Ask;
        return Any(Able, words) ? Intent.Offer : Intent.None;
    }

    private static readonly Phrase[] Able = Phrase.List(
        """
        ich|wir kann|koennen|koennte|koennten
        zeit .. kann|koennen|koennte
        wir sind .. koennen
        i|we can|could
        """
    );

    private static readonly Phrase[] Needs = Phrase.List(
        """
        ich|wir brauche|brauchen|benoetige|benoetigen|suche|suchen
        brauche|benoetige|suche ich|wir
        i|we need
        i|we am|are|m looking for
        """
    );

    private static bool Any(Phrase[] phrases, List<string> words) =>
        Array.Exists(phrases, phrase => phrase.FindIn(words) is not null);
}
