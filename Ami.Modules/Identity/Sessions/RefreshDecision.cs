namespace Ami.Modules.Identity;

/// <summary>What the database knows about a refresh token that was presented.</summary>
/// <param name="ExpiresAt">End of its life when it is never used.</param>
/// <param name="UsedAt">When it was exchanged for its successor; null when it was not.</param>
/// <param name="SuccessorUsedAt">When the successor was exchanged in turn; null when it was not, or there is none.</param>
/// <param name="SessionRevokedAt">When the whole family was revoked; null while it lives.</param>
internal sealed record PresentedToken(DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? SuccessorUsedAt, DateTimeOffset? SessionRevokedAt);

/// <summary>What to do about it.</summary>
internal enum RefreshVerdict
{
    /// <summary>Too old, or its family was revoked.</summary>
    Invalid,

    /// <summary>Exchange it for a new one.</summary>
    Rotate,

    /// <summary>Answer with the successor it already has: the first answer was lost, or two tabs asked at once.</summary>
    Repeat,

    /// <summary>Somebody kept a copy. Nobody can tell the thief from the owner, so the family ends.</summary>
    Reused,
}

/// <summary>The rule of rotation.</summary>
internal static class RefreshDecision
{
    /// <summary>How long the immediate predecessor may be presented again while its successor was never used.</summary>
    public static readonly TimeSpan RepeatWithin = TimeSpan.FromSeconds(10);

    public static RefreshVerdict For(PresentedToken token, DateTimeOffset now)
    {
        if (token.SessionRevokedAt is not null)
        {
            return RefreshVerdict.Invalid;
        }

        if (token.UsedAt is not { } usedAt)
        {
            return now < token.ExpiresAt ? RefreshVerdict.Rotate : RefreshVerdict.Invalid;
        }

        return token.SuccessorUsedAt is null && now - usedAt <= RepeatWithin ? RefreshVerdict.Repeat : RefreshVerdict.Reused;
    }
}
