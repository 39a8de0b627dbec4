using System.Runtime.CompilerServices;

namespace Nachbarschaftsbot.Tests;

/// <summary>
/// Waits for what happens on other threads. A slow machine takes longer but comes to the same end; what never happens fails with words
/// instead of hanging or going on in silence.
/// </summary>
internal static class Patience
{
    private const int Tries = 6000;

    /// <summary>Waits until something is so, a minute or a little more.</summary>
    /// <param name="isSo">What is waited for; it may move a clock of the test on.</param>
    /// <param name="otherwise">What to say when it never comes; without, the condition itself.</param>
    public static Task Until(Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string otherwise = "") =>
        Until(isSo, () => otherwise);

    /// <inheritdoc cref="Until(Func{bool}, string)"/>
    public static Task Until(Func<Task<bool>> isSo, [CallerArgumentExpression(nameof(isSo))] string otherwise = "") =>
        Until(isSo, () => otherwise);

    /// <inheritdoc cref="Until(Func{bool}, string)"/>
    public static Task Until(Func<bool> isSo, Func<string> otherwise) =>
        Until(() => Task.FromResult(isSo()), otherwise);

    private static async Task Until(Func<Task<bool>> isSo, Func<string> otherwise)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            if (tries == Tries)
                Assert.Fail($"Waited in vain: {otherwise()}");
            await Task.Delay(10);
        }
    }
}
