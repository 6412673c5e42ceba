namespace Ami.Core;

/// <summary>One act worth remembering: something that bears on security, or a write over the internal API.</summary>
/// <param name="Action">Stable, <c>area.what-happened</c>, for example <c>identity.password-changed</c>.</param>
/// <param name="SubjectType">What it was done to, for example <c>user</c> or <c>api-key</c>.</param>
/// <param name="SubjectId">Which one; null when there is none, such as a sign-in to an address without an account.</param>
public sealed record AuditEntry(string Action, string SubjectType, string? SubjectId)
{
    /// <summary>False when it was refused or failed.</summary>
    public bool Succeeded { get; init; } = true;

    /// <summary>Who did it, when that is not the signed-in user of the current request: a sign-in, a job.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The concerned fields before, serialised as JSON; never a secret.</summary>
    public object? Before { get; init; }

    /// <summary>The concerned fields after, or other facts of the act, serialised as JSON; never a secret.</summary>
    public object? After { get; init; }
}
