using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Ami.Modules.Identity.Tokens;

/// <summary>One key pair for ES256 (ECDSA on P-256 with SHA-256, RFC 7518 §3.4). Safe for many threads.</summary>
internal sealed class SigningKey : IDisposable
{
    public const int SignatureBytes = 64;

    // One instance is not documented as safe for concurrent use, and making one costs more than a signature.
    private readonly ConcurrentBag<ECDsa> _idle = [];
    private readonly Func<ECDsa> _create;

    private SigningKey(string kid, bool canSign, Func<ECDsa> create)
    {
        Kid = kid;
        CanSign = canSign;
        _create = create;
        Header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"ES256","typ":"JWT","kid":"{{kid}}"}"""));
    }

    public string Kid { get; }

    public bool CanSign { get; }

    /// <summary>The one token header that belongs to this key, encoded.</summary>
    public string Header { get; }

    public static SigningKey FromPrivate(string kid, byte[] pkcs8) => new(kid, true, () =>
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return key;
    });

    public static SigningKey FromPublic(string kid, byte[] spki) => new(kid, false, () =>
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(spki, out _);
        return key;
    });

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        var key = Rent();
        var signature = key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _idle.Add(key);
        return signature;
    }

    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var key = Rent();
        var valid = key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _idle.Add(key);
        return valid;
    }

    /// <summary>The public key as a JSON web key (RFC 7517; RFC 7518 §6.2.1).</summary>
    public JsonWebKey ToJson()
    {
        var key = Rent();
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        _idle.Add(key);
        return new JsonWebKey("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y), Kid, "sig", "ES256");
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var key)) key.Dispose();
    }

    private ECDsa Rent() => _idle.TryTake(out var key) ? key : _create();
}

/// <summary>One public key as the world reads it (RFC 7517).</summary>
internal sealed record JsonWebKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);
