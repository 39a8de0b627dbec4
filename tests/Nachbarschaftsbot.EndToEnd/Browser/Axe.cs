using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Nachbarschaftsbot.EndToEnd.Browser;

/// <summary>The accessibility scan of a page as it stands.</summary>
internal static class Axe
{
    /// <summary>Fails with what the scan finds, and where.</summary>
    public static async Task FindsNothing(IPage page, string where)
    {
        var found = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(
            found.Violations.Length == 0,
            where
                + "\n"
                + string.Join(
                    '\n',
                    found.Violations.Select(v =>
                        $"{v.Id}: {v.Help}\n  {string.Join("\n  ", v.Nodes.Take(3).Select(n => n.Html))}"
                    )
                )
        );
    }
}
