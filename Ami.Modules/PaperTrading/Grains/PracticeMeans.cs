using Ami.Modules.PaperTrading.Rows;
using Npgsql;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>
/// With what somebody may begin an account. Should it be less by the commit, the commit is refused, and the grain that decided reads it again with its state.
/// </summary>
/// <param name="Wallet">What is in the practice wallet.</param>
/// <param name="MostCash">The largest account: the one that everybody gets, or the largest that was earned.</param>
internal sealed record PracticeMeans(decimal Wallet, decimal MostCash)
{
    /// <summary>Nothing, until it is read.</summary>
    public static readonly PracticeMeans Unknown = new(0m, 0m);

    /// <exception cref="GrainUnavailableException">The database cannot be reached.</exception>
    public static async Task<PracticeMeans> Read(NpgsqlDataSource dataSource, PaperTradingOptions options, Guid userId)
    {
        try
        {
            var (wallet, earned, _) = await MeansRows.Read(dataSource, userId, CancellationToken.None);
            return new PracticeMeans(wallet, options.MostCashOf(earned));
        }
        catch (Exception e) when (DatabaseFaults.IsTransient(e))
        {
            throw new GrainUnavailableException(e.Message);
        }
    }
}
