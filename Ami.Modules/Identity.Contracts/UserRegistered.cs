namespace Ami.Modules.Identity.Contracts;

/// <summary>Somebody has an account from now on. Published in the transaction that creates it.</summary>
/// <param name="UserId">The new user.</param>
/// <param name="Language">The language they chose.</param>
/// <param name="RegisteredAt">When, UTC.</param>
public sealed record UserRegistered(Guid UserId, Language Language, DateTimeOffset RegisteredAt) : IEvent<UserRegistered>
{
    /// <inheritdoc/>
    public static string EventName => "identity.user-registered.v1";

    Guid? IEvent.UserId => UserId;
}
