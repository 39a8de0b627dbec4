using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nachbarschaftsbot.Operations;

/// <summary>The certificate by which Microsoft's login knows an app: a file with certificate and key, as PFX or as PEM.</summary>
/// <param name="Section">The section of the settings it stands in, for words about it.</param>
/// <param name="File">The file.</param>
/// <param name="Password">Its password, or empty.</param>
internal sealed record AppCertificate(string Section, string File, string Password)
{
    private const int WarnDays = 30;

    /// <summary>Opens it.</summary>
    internal X509Certificate2 Open()
    {
        if (!Path.GetExtension(File).Equals(".pem", StringComparison.OrdinalIgnoreCase))
            return X509CertificateLoader.LoadPkcs12FromFile(File, Password.Length > 0 ? Password : null);
        return Password.Length > 0
            ? X509Certificate2.CreateFromEncryptedPemFile(File, Password)
            : X509Certificate2.CreateFromPemFile(File);
    }

    /// <summary>What keeps the app from signing in with it, or null.</summary>
    internal SettingProblem? Problem(TimeProvider time)
    {
        if (!System.IO.File.Exists(File))
            return Wrong("Diese Datei gibt es nicht, oder der Bot darf sie nicht lesen.");
        try
        {
            using var certificate = Open();
            if (!certificate.HasPrivateKey)
                return Wrong(
                    "In der Datei fehlt der Schlüssel. Sie braucht Zertifikat und Schlüssel, als PFX oder PEM."
                );
            return DaysLeft(certificate, time) < 0
                ? Wrong("Das Zertifikat ist abgelaufen. Laden Sie in Entra ein neues hoch, und legen Sie es hier ab.")
                : null;
        }
        catch (Exception problem) when (problem is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return Wrong(
                $"Die Datei lässt sich nicht öffnen. Sie braucht Zertifikat und Schlüssel, als PFX oder PEM. Stimmt {Section}:CertificatePassword?"
            );
        }
    }

    /// <summary>What the doctor says about it.</summary>
    internal Diagnosis Look(string what, TimeProvider time)
    {
        if (Problem(time) is { } wrong)
            return new(Finding.Ill, what, wrong.Reason, $"{wrong.Setting} prüfen.");
        using var certificate = Open();
        var days = DaysLeft(certificate, time);
        var says = $"Das Zertifikat gilt noch {days} Tage.";
        return days < WarnDays
            ? new(Finding.Look, what, says, "Bald in Entra ein neues hochladen und hier ablegen.")
            : new(Finding.Well, what, says);
    }

    private SettingProblem Wrong(string reason) =>
        new($"{Section}:CertificateFile", reason, $"\"/etc/nachbarschaftsbot/{Section.ToLowerInvariant()}.pfx\"");

    private static int DaysLeft(X509Certificate2 certificate, TimeProvider time) =>
        (int)Math.Floor((certificate.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime).TotalDays);
}
