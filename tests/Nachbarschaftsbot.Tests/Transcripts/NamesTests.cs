namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>What people may call themselves: others must not take them for somebody else.</summary>
public sealed class NamesTests
{
    [Theory]
    [InlineData("Mara (Moderation)")]
    [InlineData("Mara [Betrieb]")]
    [InlineData("<b>Mara</b>")]
    [InlineData("Mara\u0007")]
    [InlineData("0800 Mara")]
    [InlineData("\u202e\u200b")]
    [InlineData("🌻")]
    public async Task A_name_that_is_none_is_asked_for_again(string typed)
    {
        await using var hood = await Hood.Start();
        var eve = hood.Stranger("Eve");
        await eve.Says("/start");
        await eve.Taps("Ja, einverstanden");
        await eve.Says(typed);
        Assert.DoesNotContain(
            "Willkommen",
            string.Concat(eve.Chat.Messages.SelectMany(m => m.Lines).Select(l => l.Key))
        );
        await eve.Says("Eve");
        eve.Sees("Willkommen, Eve!");
    }

    [Theory]
    [InlineData("Ma\u202era", "Mara")]
    [InlineData("\u200bMara\u2069", "Mara")]
    [InlineData("  Anne\n Marie ", "Anne Marie")]
    [InlineData("Jürgen", "Jürgen")]
    [InlineData("O’Neill", "O’Neill")]
    [InlineData("מרים", "מרים")]
    public async Task Marks_that_nobody_sees_are_left_out_of_a_name(string typed, string known)
    {
        await using var hood = await Hood.Start();
        var mara = hood.Stranger("Mara");
        await mara.Says("/start");
        await mara.Taps("Ja, einverstanden");
        await mara.Says(typed);
        mara.Sees($"Willkommen, {known}!");
    }
}
