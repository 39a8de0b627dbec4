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

    /// <summary>Counts anew from today.</summary>
    public static void Seen(Call call, Person person)
    {
        call.Remind(AskTimer, person.Id, call.Now + Silence);
        call.Unremind(EndTimer, person.Id);
    }

    private static void Ask(Call call, string id)
    {
        if (call.Find(Person.Kind, id) is not { } person)
            return;
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
}
