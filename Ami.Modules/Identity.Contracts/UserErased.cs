namespace Ami.Modules.Identity.Contracts;

/// <summary>Somebody's account and everything about them is gone. Published in the transaction that erases it; the id stands for nobody any more.</summary>
/// <param name="UserId">Who it was.</param>
/// <param name="ErasedAt">When, UTC.</param>
public sealed record UserErased(Guid UserId, DateTimeOffset ErasedAt) : IEvent<UserErased>
{
    /// <inheritdoc/>
    public static string EventName => "identity.user-erased.v1";

    Guid? IEvent.UserId => null;
}
