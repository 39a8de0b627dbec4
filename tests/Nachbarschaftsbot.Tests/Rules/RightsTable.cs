namespace Nachbarschaftsbot.Tests.Rules;

/// <summary>One row: a command or button, whom it is open to, where it may stand, in what relation.</summary>
internal sealed record RightsRow(string Name, IReadOnlyList<bool> Persons, IReadOnlyList<bool> Places, string Relation);

/// <summary>
/// The table of rights. A new command or button needs a row here; without it the tests fail. <c>x</c> may, <c>.</c> may not. Persons:
/// stranger, resident, professional, moderator, operator (all of them members), and a moderator of another Quartier.
/// </summary>
internal static class RightsTable
{
    /// <summary>What a network manager may do beyond a resident. The rows above say the rest: a network manager is a resident there.</summary>
    public static IReadOnlyList<string> NetworkManager { get; } =
    [
        "s-new",
        "s-check",
        "s-theme",
        "s-ok",
        "s-words",
        "s-drop",
        "s-public",
        "s-pubwords",
        "s-release",
        "s-hide",
        "k-new",
    ];

    /// <summary>Commands: persons, then places (private chat, moderation channel, neighbourhood channel, working channel, group that is not bound).</summary>
    public static IReadOnlyList<RightsRow> Commands { get; } =
        Read(
            """
            #               str res pro mod ope els   priv mod neigh work unbound
            notfall          x   x   x   x   x   x     x   x   x   x    x
            hilfe            x   x   x   x   x   x     x   x   x   x    x
            impressum        x   x   x   x   x   x     x   x   x   x    x

            start            x   x   x   x   x   x     x   .   .   .    .
            sprache          x   x   x   x   x   x     x   .   .   .    .
            mensch           x   x   x   x   x   x     x   .   .   .    .
            datenschutz      x   x   x   x   x   x     x   .   .   .    .
            meine_daten      x   x   x   x   x   x     x   .   .   .    .
            loeschen         x   x   x   x   x   x     x   .   .   .    .
            betreiber        x   x   x   x   x   x     x   .   .   .    .
            verbinden        x   x   x   x   x   x     x   .   .   .    .
            rolle            x   x   x   x   x   x     x   x   .   .    .

            anfrage          .   x   x   x   x   x     x   .   .   .    .
            angebot          .   x   x   x   x   x     x   .   .   .    .
            stoebern         .   x   x   x   x   x     x   .   .   .    .
            meine_sachen     .   x   x   x   x   x     x   .   .   .    .
            gruppen          .   x   x   x   x   x     x   .   .   .    .
            termin_finden    .   x   x   x   x   x     x   .   .   .    .
            kalender         .   x   x   x   x   x     x   .   .   .    .
            beratung         .   x   x   x   x   x     x   .   .   .    x
            einstellungen    .   x   x   x   x   x     x   .   .   .    .
            stop             .   x   x   x   x   x     x   .   .   .    .
            weiter           .   x   x   x   x   x     x   .   .   .    .
            melden           .   x   x   x   x   x     x   .   .   .    .
            fertig           .   x   x   x   x   x     x   .   .   .    .

            warteschlange    .   .   .   x   x   .     .   x   .   .    .

            sozialraumdialog .   x   x   x   x   x     x   .   .   x    .
            notiz            .   x   x   x   x   x     x   .   .   x    .

            quartier         .   .   .   .   x   .     x   .   .   .    .
            nachbarquartiere .   .   .   x   x   .     x   x   .   .    .
            kontakte         .   .   .   .   x   .     x   .   .   .    .
            kanal            .   .   .   .   x   .     .   x   x   x    x

            raum_verbinden   .   .   .   x   x   .     x   x   x   x    x
            raum_trennen     .   .   .   x   x   .     .   x   x   x    x
            nicht_mitlesen   x   x   x   x   x   x     x   x   x   x    x
            mitlesen         x   x   x   x   x   x     x   x   x   x    x
            zuruecknehmen    x   x   x   x   x   x     .   x   x   x    x
            """
        );

    /// <summary>Buttons: persons, then the relation to the document, any of those named; any: none is needed.</summary>
    public static IReadOnlyList<RightsRow> Buttons { get; } =
        Read(
            """
            #               str res pro mod ope els   relation
            e-all            x   x   x   x   x   x     any
            n-yes            x   x   x   x   x   x     any
            n-no             x   x   x   x   x   x     any
            n-lang           x   x   x   x   x   x     any
            n-privacy        x   x   x   x   x   x     any
            a-code           x   x   x   x   x   x     any
            a-type           x   x   x   x   x   x     any
            a-yes            x   x   x   x   x   x     any
            a-no             x   x   x   x   x   x     any
            a-part           x   x   x   x   x   x     any
            a-here           x   x   x   x   x   x     any
            a-anywhere       x   x   x   x   x   x     any
            a-go             x   x   x   x   x   x     any
            n-go             x   x   x   x   x   x     any
            n-stay           x   x   x   x   x   x     any
            n-move           .   x   x   x   x   x     any
            n-set            .   x   x   x   x   x     any
            n-pause          .   x   x   x   x   x     any
            n-resume         .   x   x   x   x   x     any
            n-blocks         .   x   x   x   x   x     any
            n-unblock        .   x   x   x   x   x     any
            n-report         .   x   x   x   x   x     party
            n-block          .   x   x   x   x   x     party

            l-page           .   .   .   x   x   .     any
            l-code           .   .   .   x   x   .     any
            l-join           .   .   .   x   x   .     any
            l-end            .   .   .   x   x   .     any
            l-out            x   x   x   x   x   x     any
            l-in             x   x   x   x   x   x     any

            r-human          x   x   x   x   x   x     any
            r-ask            .   x   x   x   x   x     any
            r-offer          .   x   x   x   x   x     any
            r-browse         .   x   x   x   x   x     any
            r-more           .   x   x   x   x   x     any
            r-flag           .   x   x   x   x   x     any
            r-report         .   x   x   x   x   x     neighbour
            r-mine           .   x   x   x   x   x     any
            r-show           .   x   x   x   x   x     any
            r-draft          .   x   x   x   x   x     any
            r-drop           .   x   x   x   x   x     any
            r-edit           .   x   x   x   x   x     owner
            r-withdraw       .   x   x   x   x   x     owner
            r-gone           .   x   x   x   x   x     owner
            r-keep           .   x   x   x   x   x     owner
            r-done           .   x   x   x   x   x     owner
            r-longer         .   x   x   x   x   x     owner
            r-again          .   x   x   x   x   x     owner
            r-across         .   x   x   x   x   x     owner

            v-help           .   x   x   x   x   x     owner,neighbour,staff
            v-list           .   x   x   x   x   x     owner
            v-over           .   x   x   x   x   x     owner
            v-more           .   x   x   x   x   x     owner
            v-choose         .   x   x   x   x   x     owner
            v-refuse         .   x   x   x   x   x     owner
            v-back           .   x   x   x   x   x     candidate
            v-show           .   x   x   x   x   x     party
            v-talk           .   x   x   x   x   x     party
            v-answer         .   x   x   x   x   x     party
            v-end            .   x   x   x   x   x     any
            v-contact        .   x   x   x   x   x     party
            v-nocont         .   x   x   x   x   x     party
            v-uncont         .   x   x   x   x   x     party
            v-propose        .   x   x   x   x   x     party
            v-accept         .   x   x   x   x   x     party
            v-cancel         .   x   x   x   x   x     party
            v-done           .   x   x   x   x   x     party
            v-notyet         .   x   x   x   x   x     party
            v-thank          .   x   x   x   x   x     party
            v-words          .   x   x   x   x   x     party
            v-good           .   x   x   x   x   x     party
            v-bad            .   x   x   x   x   x     party
            v-human          .   x   x   x   x   x     any

            p-yes            .   x   x   x   x   x     any
            p-maybe          .   x   x   x   x   x     any
            p-no             .   x   x   x   x   x     any
            p-all            .   x   x   x   x   x     any
            p-none           .   x   x   x   x   x     any
            p-new            .   x   x   x   x   x     any
            p-answer         .   x   x   x   x   x     owner,party
            p-show           .   x   x   x   x   x     owner,party
            p-decide         .   x   x   x   x   x     owner
            p-pick           .   x   x   x   x   x     owner
            p-longer         .   x   x   x   x   x     owner
            p-cancel         .   x   x   x   x   x     owner
            p-end            .   x   x   x   x   x     owner
            p-keep           .   x   x   x   x   x     owner
            m-show           .   x   x   x   x   x     owner,party
            m-file           .   x   x   x   x   x     owner,party
            m-yes            .   x   x   x   x   x     party
            m-no             .   x   x   x   x   x     party
            m-move           .   x   x   x   x   x     owner
            m-cancel         .   x   x   x   x   x     owner
            m-feed           .   x   x   x   x   x     any
            m-nofeed         .   x   x   x   x   x     any

            k-new            .   .   x   .   .   .     any
            k-show           .   x   x   x   x   x     party
            k-mod            .   x   x   x   x   x     party
            k-minutes        .   x   x   x   x   x     party
            k-begin          .   x   x   x   x   x     party
            k-times          .   x   x   x   x   x     party
            k-say            .   x   x   x   x   x     party
            k-choose         .   x   x   x   x   x     party
            k-next           .   x   x   x   x   x     party
            k-more           .   x   x   x   x   x     party
            k-past           .   x   x   x   x   x     party
            k-here           .   x   x   x   x   x     party
            k-outcome        .   x   x   x   x   x     party
            k-release        .   x   x   x   x   x     party
            k-draw           .   x   x   x   x   x     owner
            k-date           .   x   x   x   x   x     owner
            k-invite         .   x   x   x   x   x     owner
            k-add            .   x   x   x   x   x     owner
            k-delete         .   x   x   x   x   x     owner
            k-gone           .   x   x   x   x   x     owner
            k-keep           .   x   x   x   x   x     owner

            t-answer         x   x   x   x   x   x     owner,party
            t-take           .   .   .   x   x   .     staff
            t-back           .   .   .   x   x   .     staff
            t-urgent         .   .   .   x   x   .     staff
            t-calm           .   .   .   x   x   .     staff
            t-show           .   .   .   x   x   .     staff
            t-queue          .   .   .   x   x   .     any
            t-release        .   .   .   x   x   .     staff
            t-seen           .   .   .   x   x   .     staff
            t-decline        .   .   .   x   x   .     staff
            t-hide           .   .   .   x   x   .     staff
            t-why            .   .   .   x   x   .     staff
            t-refer          .   .   .   x   x   .     staff
            t-refer-to       .   .   .   x   x   .     staff
            t-theme          .   .   .   x   x   .     staff
            t-close          .   .   .   x   x   .     staff
            t-keep           .   .   .   x   x   .     staff
            t-ask            .   .   .   x   x   .     staff
            t-reply          .   .   .   x   x   .     staff
            t-warn           .   .   .   x   x   .     staff
            t-warn-now       .   .   .   x   x   .     staff

            q-code           x   x   x   x   x   x     any
            q-imod           x   x   x   x   x   x     any
            q-role           .   .   .   .   x   .     any
            q-give           .   .   .   .   x   .     any
            q-take           .   .   .   .   x   .     any
            q-taken          .   .   .   .   x   .     any
            q-find           .   .   .   .   x   .     any
            q-end            .   .   .   .   x   .     any
            q-ended          .   .   .   .   x   .     any
            q-admit          .   .   .   .   x   .     any
            q-ok             .   .   .   .   x   .     staff
            q-no             .   .   .   .   x   .     staff
            q-show           .   .   .   .   x   .     any
            q-set            .   .   .   .   x   .     any
            q-release        .   .   .   .   x   .     any
            q-newcode        .   .   .   .   x   .     any
            q-new            .   .   .   .   x   .     any
            q-contacts       .   .   .   .   x   .     any
            q-addc           .   .   .   .   x   .     any
            q-contact        .   .   .   .   x   .     staff
            q-editc          .   .   .   .   x   .     staff
            q-delc           .   .   .   .   x   .     staff
            q-purpose        .   .   .   .   x   .     any
            q-bind           .   .   .   .   x   .     any
            q-unbind         .   .   .   .   x   .     any

            x-new            .   .   .   .   x   .     any
            x-home           .   .   .   x   x   .     any
            x-rule           .   .   .   x   x   .     any
            x-yes            .   .   .   x   x   .     any
            x-no             .   .   .   x   x   .     any
            x-why            .   .   .   x   x   .     any
            x-words          .   .   .   x   x   .     any
            x-back           .   .   .   x   x   .     any
            x-end            .   .   .   x   x   .     any
            x-ended          .   .   .   x   x   .     any
            x-shared         .   .   .   x   x   .     any
            x-hide           .   .   .   x   x   .     any
            x-hidden         .   .   .   x   x   .     any
            x-keep           .   .   .   x   x   .     any

            g-list           .   x   x   x   x   x     any
            g-show           .   x   x   x   x   x     any
            g-join           .   x   x   x   x   x     any
            g-leave          .   x   x   x   x   x     any
            g-new            .   x   x   x   x   x     any
            g-write          .   x   x   x   x   x     any
            g-report         .   x   x   x   x   x     any
            g-lead           .   x   x   x   x   x     any
            g-end            .   x   x   x   x   x     any
            g-ended          .   x   x   x   x   x     any
            g-keep           .   x   x   x   x   x     any
            g-send           .   x   x   x   x   x     any
            g-drop           .   x   x   x   x   x     any
            g-ok             .   .   .   x   x   .     any
            g-no             .   .   .   x   x   .     any
            g-open           .   .   .   x   x   .     any
            g-let            .   .   .   x   x   .     any
            g-not            .   .   .   x   x   .     any

            s-open           .   x   x   x   x   x     party,neighbour,colleague
            s-join           .   x   x   x   x   x     party,neighbour,colleague
            s-alone          .   x   x   x   x   x     party,neighbour,colleague
            s-mins           .   x   x   x   x   x     party,neighbour,colleague
            s-edit           .   x   x   x   x   x     party,colleague
            s-more           .   x   x   x   x   x     party,colleague
            s-purpose        .   x   x   x   x   x     party,colleague
            s-rest           .   x   x   x   x   x     party,colleague
            s-wake           .   x   x   x   x   x     party,colleague
            s-end            .   x   x   x   x   x     party,colleague
            s-people         .   x   x   x   x   x     party,colleague
            s-yes            .   x   x   x   x   x     party,colleague
            s-no             .   x   x   x   x   x     party,colleague
            s-out            .   x   x   x   x   x     party,colleague
            s-date           .   x   x   x   x   x     party,colleague
            s-list           .   x   x   x   x   x     party,colleague
            s-leave          .   x   x   x   x   x     party
            s-agency         .   x   x   x   x   x     party
            s-themes         .   x   x   x   x   x     any
            s-note           .   x   x   x   x   x     any
            s-shift          .   x   x   x   x   x     any
            s-cancel         .   x   x   x   x   x     any
            s-weigh          .   x   x   x   x   x     any
            s-point          .   x   x   x   x   x     any
            s-agenda         .   x   x   x   x   x     any
            s-plan           .   x   x   x   x   x     any
            s-up             .   x   x   x   x   x     any
            s-skip           .   x   x   x   x   x     any
            s-start          .   x   x   x   x   x     any
            s-here           .   x   x   x   x   x     any
            s-present        .   x   x   x   x   x     any
            s-next           .   x   x   x   x   x     any
            s-prev           .   x   x   x   x   x     any
            s-item           .   x   x   x   x   x     any
            s-undo           .   x   x   x   x   x     any
            s-write          .   x   x   x   x   x     any
            s-stop           .   x   x   x   x   x     any
            s-agree          .   x   x   x   x   x     any
            s-agr            .   x   x   x   x   x     any
            s-who            .   x   x   x   x   x     any
            s-when           .   x   x   x   x   x     any
            s-strike         .   x   x   x   x   x     any
            s-got            .   x   x   x   x   x     any
            s-later          .   x   x   x   x   x     any
            s-learn          .   x   x   x   x   x     any
            s-min            .   x   x   x   x   x     any
            s-relink         .   x   x   x   x   x     any
            s-read           .   x   x   x   x   x     any
            s-new            .   .   x   .   .   .     any
            s-check          .   .   x   .   .   .     any
            s-theme          .   .   x   .   .   .     colleague
            s-ok             .   .   x   .   .   .     colleague
            s-words          .   .   x   .   .   .     colleague
            s-drop           .   .   x   .   .   .     colleague
            s-public         .   .   x   .   .   .     colleague
            s-pubwords       .   .   x   .   .   .     colleague
            s-release        .   .   x   .   .   .     colleague
            s-hide           .   .   x   .   .   .     colleague
            """
        );

    private static IReadOnlyList<RightsRow> Read(string table) =>
        [
            .. table
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line[0] != '#')
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(cells => new RightsRow(
                    cells[0],
                    [.. cells[1..7].Select(c => c == "x"), cells[2] == "x" || NetworkManager.Contains(cells[0])],
                    [.. cells[7..].Select(c => c == "x")],
                    cells[7]
                )),
        ];
}
