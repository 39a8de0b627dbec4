using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nachbarschaftsbot.Operations;

/// <summary>Checks a certificate that an app of Microsoft signs in with, and says what to do.</summary>
internal static class CertificateDoctor
{
    private const int WarnDays = 30;

    /// <summary>Checks one.</summary>
    /// <param name="what">What is checked.</param>
    /// <param name="section">The section of the settings that names its file.</param>
    /// <param name="open">Opens the file.</param>
    /// <param name="time">The clock.</param>
    public static Diagnosis Of(string what, string section, Func<X509Certificate2> open, TimeProvider time)
    {
        try
        {
            using var certificate = open();
            return certificate.HasPrivateKey
                ? OfDays(what, certificate.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime)
                : new(
                    Finding.Ill,
                    what,
                    "Der Schlüssel fehlt in der Datei.",
                    "Zertifikat mit Schlüssel als PFX oder PEM ablegen."
                );
        }
        catch (Exception problem) when (problem is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return new(
                Finding.Ill,
                what,
                "Die Datei lässt sich nicht öffnen.",
                $"{section}:CertificateFile und {section}:CertificatePassword prüfen."
            );
        }
    }

    private static Diagnosis OfDays(string what, TimeSpan left) =>
        (int)Math.Floor(left.TotalDays) switch
        {
            < 0 => new(
                Finding.Ill,
                what,
                "Das Zertifikat ist abgelaufen.",
                "Ein neues in der App-Registrierung hochladen und eintragen."
            ),
            < WarnDays and var days => new(
                Finding.Look,
                what,
                $"Das Zertifikat gilt noch {days} Tage.",
                "Bald ein neues in der App-Registrierung hochladen und eintragen."
            ),
            var days => new(Finding.Well, what, $"Das Zertifikat gilt noch {days} Tage."),
        };
}
