using System.Security.Cryptography;

namespace Ami.Modules.Growth;

/// <summary>How far an invitation is.</summary>
internal enum InvitationState
{
    /// <summary>Lets somebody in.</summary>
    Open,

    /// <summary>Has let somebody in.</summary>
    Used,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Was taken back.</summary>
    Revoked,
}

/// <summary>A code that lets somebody make an account, once and for a while.</summary>
internal sealed class Invitation
{
    public required Guid Id { get; init; }

    /// <summary>12 characters of <see cref="InvitationCode"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The member who invites; null when it is staff.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Who waited for it.</summary>
    public Guid? WaitlistId { get; init; }

    /// <summary>Whom alone it lets in; null is whoever has the code. Forgotten when it was used.</summary>
    public string? Email { get; init; }

    public string? AddressKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
    public Guid? UsedBy { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Where whoever was invited begins.</summary>
    public string Path => $"/sign-up?invitation={InvitationCode.Show(Code)}";

    public static Invitation New(DateTimeOffset now, int days, Guid? userId = null, Guid? waitlistId = null, string? email = null, string? addressKey = null) =>
        new()
        {
            Id = TimeOrderedId.New(now),
            Code = InvitationCode.New(),
            UserId = userId,
            WaitlistId = waitlistId,
            Email = email,
            AddressKey = addressKey,
            CreatedAt = now,
            ExpiresAt = now.AddDays(days),
        };

    /// <summary>Why it does not let in whoever asked then with that address; null when it does.</summary>
    public Error? Refusal(string? addressKey, DateTimeOffset askedAt) =>
        RevokedAt is not null ? JoiningErrors.InvitationInvalid
        : UsedAt is not null ? JoiningErrors.InvitationUsed
        : ExpiresAt <= askedAt ? JoiningErrors.InvitationExpired
        : AddressKey is not null && AddressKey != addressKey ? JoiningErrors.InvitationOtherAddress
        : null;
}

/// <summary>Codes that people read out and type: 60 random bits in 12 digits and letters that are not taken for one another (Crockford's base 32).</summary>
internal static class InvitationCode
{
    public const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>In groups of four.</summary>
    public static string Show(string code) => $"{code[..4]}-{code[4..8]}-{code[8..]}";

    /// <summary>The code that somebody wrote, however they did; null when it is none.</summary>
    public static string? Read(string? written)
    {
        if (written is null or { Length: > 40 })
        {
            return null;
        }

        var code = string.Concat(written.ToUpperInvariant().Where(c => c is not ('-' or ' '))).Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }
}
