using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Vermittlungen;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>The whole loop with one side in a messenger that shows whole forms.</summary>
public sealed class VermittlungWebTests
{
    [Fact]
    public async Task From_help_to_thanks_with_whole_forms_on_one_side()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben", "en", "web");
        var request = await hood.Asks(ada, when: "~");

        await ben.TapsToken("1:v-help:req1:");
        await ben.FillsIn(("notiz", ""));
        ben.SeesLast("Thank you! I have told Ada about you.");
        await ada.Taps("Ben auswählen");
        ben.SeesLast("It is a match! Ada has chosen you.");

        await ben.Taps("Propose a time");
        await ben.FillsIn(("wann", "31. Februar 10 Uhr"), ("wo", ""));
        ben.Sees("does not exist");
        await ben.FillsIn(("wann", "Saturday at 10"), ("wo", "At the well"));
        ben.SeesLast("Sat");
        await ben.Taps("Propose the time");
        await hood.Restart();
        await ada.Taps("Termin annehmen");
        ben.SeesLast("Your appointment with Ada is agreed.");

        await ben.Taps("Cancel this");
        await ben.FillsIn(("grund", "I am ill."));
        ada.SeesLast("I am ill.");
        Assert.Equal(RequestState.Open, (await hood.Find(HelpRequest.Kind, "req1"))!.State);

        await ben.TapsToken("1:v-help:req1:");
        await ben.FillsIn(("notiz", "I am well again."));
        await ada.Taps("Ben auswählen");
        await ben.Taps("It worked");
        await ben.Taps("It was good");
        await ben.FillsIn(("worte", ""));
        ben.SeesLast("I am glad.");
        await ada.Taps("Danke sagen");
        ben.SeesLast("Ada says thank you!");
        Assert.True(Assert.Single((await hood.Match(request, ben))!.Feedback).Good);
    }
}
