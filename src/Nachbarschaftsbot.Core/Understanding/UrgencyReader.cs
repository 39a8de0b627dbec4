namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Reads how soon help is needed; null when the sentence does not say.</summary>
internal static class UrgencyReader
{
    private static readonly Phrase[] Normal = Phrase.List(
        """
        nicht|keine|kein .. eilig|dringend|eile
        eilt nicht
        hat zeit
        not urgent
        no rush|hurry
        """
    );

    private static readonly Phrase[] Urgent = Phrase.List(
        """
        dringend*; sofort; eilt; eilig; schnellstens; schnellstmoeglich; umgehend; asap; notfall; jetzt gleich; so schnell wie|als
        urgent*; immediately; right now|away; as soon as; emergency; quickly
        """
    );

    private static readonly Phrase[] Soon = Phrase.List(
        """
        bald; moeglichst bald|zeitnah|schnell; zeitnah; demnaechst; in den naechsten tagen; soon; shortly
        """
    );

    public static Urgency? Read(List<string> words) =>
        Any(Normal, words) ? Urgency.Normal
        : Any(Urgent, words) ? Urgency.Urgent
        : Any(Soon, words) ? Urgency.Soon
        : null;

    private static bool Any(Phrase[] phrases, List<string> words) =>
        Array.Exists(phrases, phrase => phrase.FindIn(words) is not null);
}
