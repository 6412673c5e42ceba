using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Ami.Modules.Learning;

/// <summary>A key pair for Ed25519 (RFC 8032), as it is kept: shared by all processes.</summary>
internal sealed class BadgeKey
{
    public required string Kid { get; init; }

    /// <summary>32 bytes.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>32 bytes, sealed with the master key.</summary>
    public required byte[] PrivateKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when what it signed does not verify any more: it has leaked.</summary>
    public DateTimeOffset? RetiredAt { get; init; }

    /// <summary>The public key as Multikey writes it (W3C Controlled Identifiers 1.0, 2.2.2): the prefix of Ed25519 before it, in base 58.</summary>
    public string Multikey => Multibase.Base58([0xED, 0x01, .. PublicKey]);
}

/// <summary>A key that can sign.</summary>
/// <param name="Kid">Its name.</param>
/// <param name="Seed">32 bytes.</param>
internal sealed record BadgeSigner(string Kid, byte[] Seed)
{
    /// <summary>64 bytes; the same message gives the same signature.</summary>
    public byte[] Sign(byte[] message)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, new Ed25519PrivateKeyParameters(Seed));
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    }
}
