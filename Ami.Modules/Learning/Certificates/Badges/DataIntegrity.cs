using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ami.Modules.Learning;

/// <summary>Signs credentials by <c>eddsa-rdfc-2022</c> (W3C Data Integrity EdDSA Cryptosuites 1.0, 3.2).</summary>
internal static class DataIntegrity
{
    /// <summary>A moment as credentials write it.</summary>
    public static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Puts a proof on a credential. The same credential, key and moment give the same proof.</summary>
    /// <param name="credential">With its <c>@context</c>.</param>
    /// <param name="signer">Whose key.</param>
    /// <param name="issuer">Whose name the key's begins with.</param>
    /// <param name="at">When.</param>
    public static JsonObject Sign(JsonObject credential, BadgeSigner signer, string issuer, DateTimeOffset at)
    {
        var proof = new JsonObject
        {
            ["type"] = "DataIntegrityProof",
            ["cryptosuite"] = "eddsa-rdfc-2022",
            ["created"] = Moment(at),
            ["verificationMethod"] = $"{issuer}#{signer.Kid}",
            ["proofPurpose"] = "assertionMethod",
        };
        byte[] message = [.. Hash(proof), .. Hash(credential)];
        proof["proofValue"] = Multibase.Base58(signer.Sign(message));
        credential["proof"] = proof;
        return credential;
    }

    private static byte[] Hash(JsonObject what) => SHA256.HashData(Encoding.UTF8.GetBytes(LinkedData.Canonical(what)));
}
