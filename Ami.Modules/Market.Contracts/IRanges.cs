namespace Ami.Modules.Market.Contracts;

/// <summary>How far prices have gone lately.</summary>
public interface IRanges
{
    /// <summary>
    /// The average true range over the last 14 closed bars of a symbol, by Wilder's average: of hours, or of days where there is nothing shorter. During a replay
    /// of what the replay has told.
    /// </summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>A distance in prices, above zero; null while there are too few bars, or none that moved.</returns>
    Task<decimal?> AverageTrueRange(Symbol symbol, CancellationToken cancellationToken = default);
}
