using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ami.AppHost.Servers;

namespace Ami.AppHost.Lifecycle;

#pragma warning disable ASPIRECERTIFICATES001 // The one way to give the orchestrator a certificate; without it a start takes two seconds of processor time more.

/// <summary>
/// The certificate of the orchestrator's own API on loopback. Without one the orchestrator makes an RSA key at every start, which is most of what its start
/// costs; this one is of an elliptic curve, and kept. It is told apart by a developer's certificate's mark, is trusted by nobody and serves nothing else.
/// </summary>
internal sealed class OrchestratorCertificate : IDeveloperCertificateService
{
    private const string DeveloperMark = "1.3.6.1.4.1.311.84.1.1";
    private const int DaysValid = 365;

    private OrchestratorCertificate(X509Certificate2 certificate) => Certificates = [certificate];

    public ImmutableList<X509Certificate2> Certificates { get; }

    public bool SupportsContainerTrust => false;

    public bool UseForHttps => false;

    public bool TrustCertificate => false;

    /// <param name="path">Where it is kept.</param>
    /// <param name="now">It must be valid for a while yet.</param>
    public static OrchestratorCertificate LoadOrCreate(string path, DateTimeOffset now)
    {
        if (
            File.Exists(path)
            && File.ReadAllText(path) is var kept
            && X509Certificate2.CreateFromPem(kept, kept) is var certificate
            && certificate.NotAfter > now.LocalDateTime.AddDays(7)
        )
        {
            return new OrchestratorCertificate(certificate);
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddIpAddress(System.Net.IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509Extension(new Oid(DeveloperMark), [2], critical: false));
        using var fresh = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(DaysValid));
        var pem = $"{fresh.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        PrivateFile.Write(path, pem);
        return new OrchestratorCertificate(X509Certificate2.CreateFromPem(pem, pem));
    }
}
