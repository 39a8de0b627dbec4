using Nachbarschaftsbot.Core.HelpRequests;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Asking for help through the form.</summary>
internal static class HelpRequestAsking
{
    internal static async Task<HelpRequest> Only(Hood hood, Actor owner) =>
        Assert.Single(await hood.Query(HelpRequest.Kind, "owner", owner.PersonId));

    internal static async Task Draft(
        Actor person,
        string when,
        string skip = "Überspringen",
        string calm = "Es eilt nicht"
    )
    {
        await person.Says(
            skip == "Skip" ? "Can somebody help me with shopping?" : "Kann mir jemand beim Einkaufen helfen?"
        );
        await person.Says(when);
        await person.Taps(skip);
        await person.Taps("1");
        await person.Taps(calm);
    }
}
