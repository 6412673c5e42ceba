using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Ami.Modules.Identity;

/// <summary>One key pair for ES256 (ECDSA on P-256 with SHA-256, RFC 7518 §3.4).</summary>
internal sealed class SigningKey
{
    private SigningKey(string kid, bool canSign, ECDsa pair)
    {
        CanSign = canSign;
        Security = new ECDsaSecurityKey(pair) { KeyId = kid };
        Header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{SecurityAlgorithms.EcdsaSha256}}","kid":"{{kid}}","typ":"JWT"}"""));
    }

    public string Kid => Security.KeyId;

    public bool CanSign { get; }

    /// <summary>As the token library takes it.</summary>
    public ECDsaSecurityKey Security { get; }

    /// <summary>The one token header that belongs to this key, encoded: what the library writes for it.</summary>
    public string Header { get; }

    public static SigningKey FromPrivate(string kid, byte[] pkcs8)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(pkcs8, out _);
        return new SigningKey(kid, true, pair);
    }

    public static SigningKey FromPublic(string kid, byte[] spki)
    {
        var pair = ECDsa.Create();
        pair.ImportSubjectPublicKeyInfo(spki, out _);
        return new SigningKey(kid, false, pair);
    }
}
