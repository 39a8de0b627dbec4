using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Vermittlungen;
using Nachbarschaftsbot.Tests.Transcripts;

namespace Nachbarschaftsbot.Tests.Vermittlungen;

/// <summary>Who may press what in which state: every cell of the table, through the real turn.</summary>
public sealed class VermittlungRightsTests
{
    private const string NotThere = "Das finde ich nicht.";

    public static TheoryData<string, VermittlungState> Cells()
    {
        var cells = new TheoryData<string, VermittlungState>();
        foreach (var button in Core.Features.Register().Buttons.OfType<ButtonSpec<Vermittlung>>())
        foreach (var state in Enum.GetValues<VermittlungState>())
            if (button.Verb.StartsWith("v-", StringComparison.Ordinal))
                cells.Add(button.Verb, state);
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Each_button_works_for_its_people_in_its_states(string verb, VermittlungState state)
    {
        await using var hood = await Hood.Start();
        var owner = await hood.Neighbour("Ada");
        var helper = await hood.Neighbour("Ben");
        var neighbour = await hood.Neighbour("Cem");
        var moderator = await hood.Moderator("Mo");
        var stranger = hood.Stranger("Sam");
        var request = await hood.Asks(owner);
        var id = Marks.Vermittlung(request.Id, helper.PersonId);
        var vermittlung = new Vermittlung
        {
            Id = id,
            Request = request.Id,
            Quartier = request.Quartier,
            Owner = owner.PersonId,
            Helper = helper.PersonId,
            State = state,
        };
        await hood.Put(Vermittlung.Kind, vermittlung);
        var button = (ButtonSpec<Vermittlung>)hood.Registry.Button(verb)!;
        var stale = Core.Texts.Catalog.BuiltIn.Raw($"stale.vermittlung.{state.ToString().ToLowerInvariant()}", "de");

        foreach (var actor in (Actor[])[owner, helper, neighbour, moderator, stranger])
        {
            await hood.Put(Vermittlung.Kind, vermittlung);
            await actor.TapsToken($"1:{verb}:{id}:");
            var isParty = (vermittlung.RelationOf(actor.PersonId) & button.Relation) != 0;
            var isRight = button.States.Count == 0 || button.States.Contains(state.ToString());
            Assert.NotEmpty(actor.Chat.Messages);
            if (actor == stranger)
                actor.DoesNotSee("Einkaufen");
            else if (!isParty)
                actor.Sees(NotThere);
            else if (!isRight)
                actor.Sees(stale);
            else
                actor.DoesNotSee(NotThere);
            await hood.Put(HelpRequest.Kind, request);
        }
    }

    [Theory]
    [InlineData("v-list")]
    [InlineData("v-over")]
    [InlineData("v-more")]
    public async Task Only_the_owner_decides_about_the_request(string verb)
    {
        await using var hood = await Hood.Start();
        var owner = await hood.Neighbour("Ada");
        var neighbour = await hood.Neighbour("Cem");
        var moderator = await hood.Moderator("Mo");
        await hood.Asks(owner);
        foreach (var actor in (Actor[])[neighbour, moderator])
        {
            await actor.TapsToken($"1:{verb}:req1:");
            actor.SeesLast(NotThere);
        }
        Assert.Equal(RequestState.Open, (await hood.Find(HelpRequest.Kind, "req1"))!.State);
        await owner.TapsToken($"1:{verb}:req1:");
        owner.DoesNotSee(NotThere);
    }

    [Fact]
    public async Task Pressed_twice_at_the_same_instant_each_button_takes_effect_once()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        var id = Marks.Vermittlung(request.Id, ben.PersonId);
        await Task.WhenAll(ada.TapsToken($"1:v-done:{id}:"), ben.TapsToken($"1:v-done:{id}:"));
        Assert.Single(ada.Chat.Texts, t => t.Contains("Wie war es?"));
        Assert.Single(ben.Chat.Texts, t => t.Contains("Wie war es?"));
    }
}
