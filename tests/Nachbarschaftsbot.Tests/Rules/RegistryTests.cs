using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Tests.Rules;

/// <summary>What every declaration must bring along.</summary>
public sealed partial class RegistryTests
{
    private const int LongestId = 32;
    private const int LongestArgument = 10;
    private static readonly Registry Registry = Features.Register();

    [Fact]
    public void Commands_have_names_that_every_messenger_takes()
    {
        Assert.InRange(Registry.Commands.Count, 1, 100);
        foreach (var command in Registry.Commands)
        foreach (var name in (string[])[command.Name, .. command.Aliases ?? []])
            Assert.Matches(CommandName(), name);
    }

    [Fact]
    public void Every_command_has_help_that_fits_and_words()
    {
        foreach (var command in Registry.Commands)
        foreach (var language in new[] { "de", "en" })
        {
            var texts = Catalog.BuiltIn.Of(language);
            Assert.True(
                texts.ContainsKey($"command.{command.Name}.help"),
                $"{command.Name} has no help in {language}."
            );
            Assert.InRange(texts[$"command.{command.Name}.help"].Length, 3, 100);
            Assert.True(
                texts.ContainsKey($"command.{command.Name}.words"),
                $"{command.Name} has no words in {language}."
            );
        }
    }

    [Fact]
    public void No_words_lead_to_two_commands()
    {
        foreach (var language in new[] { "de", "en" })
        {
            var all = Registry.Commands.SelectMany(c =>
                Catalog
                    .BuiltIn.Raw($"command.{c.Name}.words", language)
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(w => (Words: Plain.Fold(w), c.Name))
            );
            Rule.None(all.GroupBy(w => w.Words).Where(g => g.Select(w => w.Name).Distinct().Count() > 1));
        }
    }

    [Fact]
    public void Every_button_has_a_label_and_fits_with_the_longest_id()
    {
        var code = string.Concat(Sources.Below("src").Select(s => s.Text));
        foreach (var button in Registry.Buttons)
        {
            // A button may have a label of its own wherever it is made.
            Assert.True(
                Catalog.BuiltIn.Has($"button.{button.Verb}")
                    || !code.Contains($"Press.Button(\"{button.Verb}\"", StringComparison.Ordinal),
                $"{button.Verb} has no label."
            );
            Assert.Matches(Verb(), button.Verb);
            Assert.NotEmpty(
                new Token(button.Verb, new string('x', LongestId), new string('x', LongestArgument)).ToString()
            );
        }
    }

    [Fact]
    public void Every_state_in_which_a_button_does_not_work_explains_itself()
    {
        var missing =
            from button in Registry.Buttons
            where button.States.Count > 0
            let about = button.GetType().GetGenericArguments()[0]
            let kind = ((Core.Documents.Kind)button.GetType().GetProperty("Kind")!.GetValue(button)!).Name
            from state in Enum.GetNames(about.GetProperty("State")!.PropertyType).Except(button.States)
            let key = $"stale.{kind}.{state.ToLowerInvariant()}"
            where !Catalog.BuiltIn.Has(key)
            select key;
        Rule.None(missing.Distinct());
    }

    [Fact]
    public void Buttons_name_states_that_exist()
    {
        var wrong =
            from button in Registry.Buttons
            where button.States.Count > 0
            let states = Enum.GetNames(button.GetType().GetGenericArguments()[0].GetProperty("State")!.PropertyType)
            from state in button.States.Except(states)
            select $"{button.Verb}: {state}";
        Rule.None(wrong);
    }

    [Fact]
    public void Every_form_has_its_texts()
    {
        var missing = Registry
            .Forms.SelectMany(f =>
                new[] { $"form.{f.Name}.title", $"form.{f.Name}.submit" }.Concat(
                    f.Questions.SelectMany(q => new[] { f.Key(q), $"{f.Key(q)}.label" })
                )
            )
            .Where(k => !Catalog.BuiltIn.Has(k));
        Rule.None(missing);
    }

    [Fact]
    public void Every_feature_that_stores_something_about_persons_exports_and_erases_it() =>
        Assert.Equal(
            typeof(Features)
                .Assembly.GetTypes()
                .Where(t => t is { IsClass: true, IsAbstract: false })
                .Where(t => t.IsAssignableTo(typeof(Core.Neighbours.IPersonData)))
                .Select(t => t.Name)
                .Order(StringComparer.Ordinal),
            Registry.PersonData.Select(d => d.GetType().Name).Order(StringComparer.Ordinal)
        );

    [GeneratedRegex("^[a-z0-9_]{1,32}$")]
    private static partial Regex CommandName();

    [GeneratedRegex("^(?=.{1,12}$)[a-z](-[a-z0-9]+)+$")]
    private static partial Regex Verb();
}
