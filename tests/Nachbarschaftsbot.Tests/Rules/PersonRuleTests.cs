using System.Reflection;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Accounts;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using Nachbarschaftsbot.Core.Triage;

namespace Nachbarschaftsbot.Tests.Rules;

/// <summary>Two persons can become one: every kind of document either has a rule for that or holds no person.</summary>
public sealed class PersonRuleTests
{
    /// <summary>Kinds of the house, of a place or of an account; and those that linking itself looks after.</summary>
    private static readonly Kind[] WithoutPerson =
    [
        Person.Kind,
        AccountLink.Kind,
        AccountMerge.Kind,
        Conversation.Kind,
        Quartier.Kind,
        Channel.Kind,
        Contact.Kind,
        BotLinks.Kind,
        CodeTries.Kind,
        RoleChange.Kind,
        CalendarHouse.Kind,
        DeskNote.Kind,
        ThemeSweep.Kind,
        LinkedRoom.Kind,
        LinkedPlace.Kind,
        KeptOut.Kind,
        Carried.Kind,
        CarriedEmoji.Kind,
        ServiceNote.Kind,
        SharingRules.Kind,
        DeafPlace.Kind,
    ];

    [Fact]
    public void Every_kind_has_a_rule_or_holds_no_person()
    {
        var ruled = Features.Register().PersonRules.SelectMany(r => r.Kinds).ToHashSet();
        Rule.None(All().Where(k => !ruled.Contains(k) && !WithoutPerson.Contains(k)).Select(k => k.Name));
        Rule.None(WithoutPerson.Where(ruled.Contains).Select(k => k.Name));
    }

    [Fact]
    public void Rules_name_indexes_that_are_there()
    {
        var kinds = All().ToDictionary(k => k.Name);
        foreach (var rule in Features.Register().PersonRules)
        {
            var type = rule.GetType();
            var indexes = (string[])type.GetProperty(nameof(PersonRule<Person>.Indexes))!.GetValue(rule)!;
            Assert.NotEmpty(indexes);
            Rule.None(indexes.Except(kinds[rule.Kinds[0].Name].IndexNames));
        }
    }

    private static IReadOnlyList<Kind> All() =>
        [
            .. typeof(Features)
                .Assembly.GetTypes()
                .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(f => f.FieldType.IsAssignableTo(typeof(Kind)))
                .Select(f => (Kind)f.GetValue(null)!)
                .Distinct(),
        ];
}
