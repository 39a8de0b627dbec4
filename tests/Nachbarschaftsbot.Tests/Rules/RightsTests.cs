using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Tests.Transcripts;

namespace Nachbarschaftsbot.Tests.Rules;

/// <summary>
/// Who may do what, and where: every cell of <see cref="RightsTable"/> is compared with what is declared and then tried out, as that
/// person in that place, through the real router.
/// </summary>
public sealed class RightsTests
{
    private const string Neighbourhood = "-100600";
    private const string Working = "-300";
    private const string Unbound = "-100700";
    private static readonly Registry Declared = Features.Register();

    /// <summary>The columns of persons. Everybody but the stranger is a member; the last moderates, but elsewhere.</summary>
    private static readonly (string Name, Who Standing)[] Persons =
    [
        ("stranger", Who.Stranger),
        ("resident", Who.Resident),
        ("professional", Who.Resident | Who.Professional),
        ("moderator", Who.Resident | Who.Moderator),
        ("operator", Who.Resident | Who.Operator),
        ("elsewhere", Who.Resident),
        ("networker", Who.Resident | Who.NetworkManager),
    ];

    private static readonly Where[] Places =
    [
        Where.Private,
        Where.Moderation,
        Where.Neighbourhood,
        Where.Working,
        Where.UnboundGroup,
    ];

    [Fact]
    public void The_table_has_every_command_and_button_once()
    {
        Assert.Equal(
            Declared.Commands.Select(c => c.Name).Order(StringComparer.Ordinal),
            RightsTable.Commands.Select(r => r.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            Declared.Buttons.Select(b => b.Verb).Order(StringComparer.Ordinal),
            RightsTable.Buttons.Select(r => r.Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Commands_are_declared_as_the_table_says()
    {
        var wrong =
            from row in RightsTable.Commands
            let command = Declared.Command(row.Name)
            where command is not null
            from cell in Persons
                .Zip(row.Persons, (p, may) => (p.Name, Is: (command.Who & p.Standing) != 0, May: may))
                .Concat(
                    Places.Zip(row.Places, (p, may) => (Name: p.ToString(), Is: (command.Where & p) != 0, May: may))
                )
            where cell.Is != cell.May
            select $"/{row.Name}, {cell.Name}: declared {cell.Is}, table {cell.May}";
        Rule.None(wrong);
    }

    [Fact]
    public void Buttons_are_declared_as_the_table_says()
    {
        var wrong =
            from row in RightsTable.Buttons
            let button = Declared.Button(row.Name)
            where button is not null
            from cell in Persons.Zip(row.Persons, (p, may) => (p.Name, Is: (button.Who & p.Standing) != 0, May: may))
            where cell.Is != cell.May
            select $"{row.Name}, {cell.Name}: declared {cell.Is}, table {cell.May}";
        Rule.None(wrong);
    }

    [Fact]
    public void Buttons_need_the_relation_that_the_table_says() =>
        Rule.None(
            from row in RightsTable.Buttons
            let button = Declared.Button(row.Name)
            where button is not null
            let relation = button.Relation.ToString().Replace(" ", "").ToLowerInvariant()
            where relation != row.Relation
            select $"{row.Name}: declared {relation}, table {row.Relation}"
        );

    [Fact]
    public async Task Commands_work_and_are_refused_as_the_table_says()
    {
        await using var hood = await Hood.Start();
        var ran = await World(hood);
        var wrong = new List<string>();
        foreach (var row in RightsTable.Commands)
        foreach (var (person, mayPerson) in (await People(hood)).Zip(row.Persons))
        foreach (var (place, mayPlace) in Corners(hood, person).Zip(row.Places))
        {
            ran.Clear();
            await person.Says($"/{row.Name}", place.Place.Kind == PlaceKind.Private ? null : place);
            if (ran.SequenceEqual([row.Name]) != (mayPerson && mayPlace))
                wrong.Add($"/{row.Name} by {person.Name} at {place.Place.Chat}: ran {ran.Count > 0}");
        }
        Rule.None(wrong);
    }

    [Fact]
    public async Task Buttons_work_and_are_refused_as_the_table_says()
    {
        await using var hood = await Hood.Start();
        var ran = await World(hood);
        var wrong = new List<string>();
        foreach (var row in RightsTable.Buttons)
        foreach (var (person, may) in (await People(hood)).Zip(row.Persons))
        foreach (var place in (Corner?[])[null, hood.Moderation])
        {
            ran.Clear();
            await person.TapsToken(new Token(row.Name, "x").ToString(), place);
            if (ran.SequenceEqual([row.Name]) != may)
                wrong.Add($"{row.Name} by {person.Name} at {place?.Place.Chat ?? "home"}: ran {ran.Count > 0}");
        }
        Rule.None(wrong);
    }

    [Fact]
    public async Task Not_there_and_not_allowed_sound_alike()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        foreach (var row in RightsTable.Buttons.Where(b => b.Persons[4] && !b.Persons[1]))
        {
            var refused = await ada.TapsToken(new Token(row.Name, "gone").ToString());
            Assert.Equal("call.not-there", refused.Toast?.Key);
        }
        Assert.Equal("call.not-there", (await ada.TapsToken("1:n-report:gone:")).Toast?.Key);
    }

    [Fact]
    public async Task An_anonymous_sender_has_no_rights()
    {
        await using var hood = await Hood.Start();
        var ran = await World(hood);
        var operatorAccount = (await People(hood))[4].Account;
        foreach (var row in RightsTable.Commands.Where(c => !c.Persons[0]))
            await hood.Take(
                hood.Moderation.Place,
                new Sender(operatorAccount, "Group", null, IsAnonymous: true),
                new Content.Words($"/{row.Name}")
            );
        Rule.None(ran);
    }

    /// <summary>The real router and the declared rights, with handlers that only note that they ran.</summary>
    private static async Task<List<string>> World(Hood hood)
    {
        var ran = new List<string>();
        var probe = new Registry { OnStranger = _ => { }, OnMenu = _ => { } };
        foreach (var command in Declared.Commands)
            probe.Add(command with { Handle = _ => ran.Add(command.Name) });
        foreach (var button in Declared.Buttons)
            probe.Add(new Probe(button, () => ran.Add(button.Verb)));
        hood.Use(probe);
        await Bind(hood, Neighbourhood, ChannelPurpose.Neighbourhood);
        await Bind(hood, Working, ChannelPurpose.Working);
        return ran;
    }

    private static Task Bind(Hood hood, string group, ChannelPurpose purpose) => hood.Bind(hood.Group(group), purpose);

    private static async Task<IReadOnlyList<Actor>> People(Hood hood)
    {
        var elsewhere = await hood.Neighbour("elsewhere");
        await hood.Put(
            Person.Kind,
            elsewhere.AsPerson() with
            {
                Roles = [new RoleIn("hafen", Role.Moderator), new RoleIn("hafen", Role.Professional)],
            }
        );
        return
        [
            hood.Stranger("stranger"),
            await hood.Neighbour("resident"),
            await hood.Neighbour("professional", roles: Role.Professional),
            await hood.Neighbour("moderator", roles: Role.Moderator),
            await hood.Neighbour("operator", roles: Role.Operator),
            elsewhere,
            await hood.Neighbour("networker", roles: Role.NetworkManager),
        ];
    }

    private static Corner[] Corners(Hood hood, Actor person) =>
        [person.Chat, hood.Moderation, hood.Group(Neighbourhood), hood.Group(Working), hood.Group(Unbound)];

    private sealed record Probe(ButtonSpec Real, Action Ran)
        : ButtonSpec(Real.Verb, Real.Who, Real.Relation, Real.States)
    {
        public override void Press(Call call, string subject) => Ran();
    }
}
