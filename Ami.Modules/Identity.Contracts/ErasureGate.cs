namespace Ami.Modules.Identity.Contracts;

/// <summary>Something that has to be settled before an account is erased.</summary>
/// <param name="Error">A conflict with a code, whose words and where to go the web app knows.</param>
/// <param name="Amounts">What it is about.</param>
/// <param name="CanBeGivenUp">Whether the person may do without it. What of that comes up after they asked to leave no longer holds them.</param>
public sealed record ErasureObstacle(Error Error, IReadOnlyList<Money> Amounts, bool CanBeGivenUp = false);

/// <summary>
/// Says what of a person's stands in the way of erasing their account. Every module that holds something for people registers one, scoped. Asked when they
/// want to leave, and again in the transaction that would erase everything.
/// </summary>
public interface IErasureGate
{
    /// <summary>
    /// Holds what the answer goes by, until the transaction ends. All gates hold before the first is asked: what one of them watches may turn into what another
    /// looks for.
    /// </summary>
    Task Hold(Guid userId, CancellationToken cancellationToken);

    /// <summary>What is in the way, as long as the transaction lasts; empty when nothing is. Only inside a transaction.</summary>
    Task<IReadOnlyList<ErasureObstacle>> Obstacles(Guid userId, CancellationToken cancellationToken);
}
