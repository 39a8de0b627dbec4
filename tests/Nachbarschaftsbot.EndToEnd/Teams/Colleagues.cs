using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Nachbarschaftsbot.EndToEnd.Browser;

namespace Nachbarschaftsbot.EndToEnd.Teams;

/// <summary>
/// Professionals at work: the person at the Playground, and a colleague in the web chat of the same program. After this everything is
/// done with buttons and forms.
/// </summary>
internal static partial class Colleagues
{
    /// <summary>The person at the Playground joins, leads the bot and works as a professional; the first channel is the working channel.</summary>
    internal static async Task Works(this Playground teams)
    {
        await teams.Joins();
        await teams.Writes(teams.OperatorWords);
        await teams.Sees("Sie haben jetzt eine neue Rolle: Betrieb");
        await teams.Writes($"/rolle {await teams.NewCode()}");
        await teams.Sees("Sie haben jetzt eine neue Rolle: Fachkraft");
        await teams.Goes("General");
        await teams.Presses("Für die Arbeit von Fachkräften");
        await teams.Sees("Ab jetzt kommen Termine und Sozialraumdialoge hierher");
        await teams.Goes("Personal Chat");
    }

    /// <summary>Somebody comes to the web chat and works as a professional too.</summary>
    internal static async Task<Hand> Colleague(this Playground teams, string name)
    {
        var hand = await teams.Visitor($"/rolle {await teams.NewCode()}", name);
        await hand.Sees("neue Rolle: Fachkraft");
        await teams.Sees($"{name} hat Ihren Code benutzt");
        return hand;
    }

    /// <summary>Somebody comes to the web chat with these first words and joins.</summary>
    internal static Task<Hand> Visitor(this Playground teams, string words, string name) =>
        Newcomers.Join(teams.Page.Context.Browser!, teams.Address, words, name);

    /// <summary>Chooses by the words of an answer.</summary>
    internal static Task Checks(this Playground teams, string option) =>
        teams.Page.GetByText(option, new() { Exact = true }).Last.ClickAsync();

    /// <summary>Waits until it is there, then presses the newest button of a label.</summary>
    internal static async Task Presses(this Playground teams, string label, string sees)
    {
        await teams.Presses(label);
        await teams.Sees(sees);
    }

    /// <summary>A code that gives somebody a role.</summary>
    internal static async Task<string> NewCode(this Playground teams, string role = "Fachkraft")
    {
        var (before, lists) = (await teams.Codes(), teams.Button($"Rolle vergeben: {role}"));
        var count = await lists.CountAsync();
        await teams.Writes("/rolle");
        await Assertions.Expect(lists).ToHaveCountAsync(count + 1, new() { Timeout = 30_000 });
        await teams.Presses($"Rolle vergeben: {role}");
        for (var tries = 0; tries < 150; tries++)
        {
            if ((await teams.Codes()).Except(before).ToList() is [var code])
                return code;
            await teams.Page.WaitForTimeoutAsync(200);
        }
        throw new TimeoutException($"There is no code of a role:\n{await teams.Page.Locator("body").InnerTextAsync()}");
    }

    private static async Task<HashSet<string>> Codes(this Playground teams) =>
        [.. RoleCode().Matches(await teams.Page.Locator("body").InnerTextAsync()).Select(m => m.Value)];

    [GeneratedRegex(@"\b[A-Z0-9]{8}\b")]
    private static partial Regex RoleCode();
}
