using System.Security.Cryptography;
using System.Text.Json;

namespace Nachbarschaftsbot.Operations;

/// <summary>How every doctor asks somebody outside: for a while, and silence is a finding like others.</summary>
internal static class Asking
{
    /// <summary>How long one question may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long a question may take that is many small ones.</summary>
    public static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(30);

    /// <summary>Asks one question. Whoever does not answer, or not as expected, is <see cref="Silent"/>.</summary>
    /// <param name="what">What is checked.</param>
    /// <param name="setting">The setting that names whom we ask.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancel">Ends the whole consultation.</param>
    public static async Task<Diagnosis> One(
        string what,
        string setting,
        TimeSpan patience,
        Func<CancellationToken, Task<Diagnosis>> question,
        CancellationToken cancel
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        try
        {
            return await question(limit.Token);
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested && IsSilence(problem))
        {
            return Silent(what, setting);
        }
    }

    /// <summary>Nobody answers.</summary>
    public static Diagnosis Silent(string what, string setting) =>
        new(
            Finding.Ill,
            what,
            "Es kommt keine brauchbare Antwort.",
            $"Netz und {setting} prüfen. Der Bot versucht es von selbst weiter."
        );

    private static bool IsSilence(Exception problem) =>
        problem
            is OperationCanceledException
                or HttpRequestException
                or IOException
                or InvalidDataException
                or JsonException
                or CryptographicException;
}
