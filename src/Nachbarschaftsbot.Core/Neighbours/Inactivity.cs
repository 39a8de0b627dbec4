using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>Who was not seen for 24 months is asked, and after 30 more days without an answer deleted.</summary>
internal static class Inactivity
{
    private const string AskTimer = "n-inactive",
        EndTimer = "n-inactive-end";

    private static readonly Duration Silence = Duration.FromDays(730);
    private static readonly Duration Answer = Duration.FromDays(30);

    /// <summary>Declares timers and the answer.</summary>
    public static void Register(Registry registry) =>
        registry
            .Add(NeighboursFeature.Button("n-stay", Who.Everyone, (call, _) => Menu.Show(call, "inactive.stays")))
            .AddTimer(AskTimer, (call, due) => Ask(call, due.Subject))
            .AddTimer(EndTimer, (call, due) => End(call, registry, due.Subject));

    /// <summary>
    /// Counts anew. The timer is moved with the first word of a month only and looks at the day itself when it rings: a write less for everybody
    /// on every day.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="person">The person as it was before.</param>
    public static void Seen(Call call, Person person)
    {
        if (LastSeen(person) is not { } last || Month(last) != Month(call.Now))
            call.Remind(AskTimer, person.Id, call.Now + Silence);
        call.Unremind(EndTimer, person.Id);
    }

    private static void Ask(Call call, string id)
    {
        if (call.Find(Person.Kind, id) is not { } person)
            return;
        if (LastSeen(person) + Silence is { } due && due > call.Now)
        {
            call.Remind(AskTimer, id, due);
            return;
        }
        call.Tell(
            person,
            Message.Of(Text.Of("inactive.ask", ("name", person.FirstName)), "inactive.what-happens") with
            {
                Priority = Priority.Notice,
                Buttons =
                [
                    [Press.Button("n-stay")],
                    [Press.Labelled("settings.my-data", Menu.Go, "meine_daten")],
                ],
            }
        );
        call.Remind(EndTimer, id, call.Now + Answer);
    }

    private static void End(Call call, Registry registry, string id)
    {
        if (call.Find(Person.Kind, id) is not { } person)
            return;
        if (Erasure.IsLastOperator(call, person))
            call.Remind(AskTimer, id, call.Now + Silence);
        else
            Erasure.Run(call, registry, person);
    }

    private static Instant? LastSeen(Person person) =>
        person.Reaches.Count == 0 ? null : person.Reaches.Max(r => r.LastSeen);

    private static (int Year, int Month) Month(Instant at) => (at.InUtc().Year, at.InUtc().Month);
}
