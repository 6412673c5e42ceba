namespace Ami.Modules.Identity.Contracts;

/// <summary>Somebody's account has another address from now on. Published in the transaction that changes it; which one it is, the directory says.</summary>
/// <param name="UserId">Whose.</param>
public sealed record AddressChanged(Guid UserId) : IEvent<AddressChanged>
{
    /// <inheritdoc/>
    public static string EventName => "identity.address-changed.v1";

    Guid? IEvent.UserId => UserId;
}
