namespace Nachbarschaftsbot.Tests.Rules;

/// <summary>A rule that nothing may break.</summary>
internal static class Rule
{
    /// <summary>Fails with everything that breaks the rule, one a line.</summary>
    public static void None<T>(IEnumerable<T> offenders)
    {
        var all = offenders.ToList();
        if (all.Count > 0)
            Assert.Fail($"{all.Count}:\n{string.Join('\n', all)}");
    }
}
