using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Features;

namespace Ami.Modules.PaperTrading.Grains;

/// <content>Beginning anew.</content>
public sealed partial class PaperAccountGrain
{
    /// <summary>What the reset that is being decided goes by; null while none is that asks for more.</summary>
    private (Guid UserId, PracticeMeans Means)? _funding;

    public async Task<Answer<AccountSummary>> Reset(RequestKey request, decimal? startingCash, int? leverage)
    {
        _funding = startingCash is null ? null : (request.UserId, await PracticeMeans.Read(dataSource, options, request.UserId));
        try
        {
            return await Decide<AccountSummary>(
                request,
                request.UserId,
                (book, now) =>
                {
                    if (book.Replay is not null)
                    {
                        return PaperErrors.ReplayAccount;
                    }

                    var (before, cash) = (book.Account.StartingCash, startingCash ?? book.Account.StartingCash);
                    if (cash > before && _funding is var (_, means))
                    {
                        if (cash > means.MostCash)
                        {
                            return PaperErrors.CashNotEarned(Math.Max(before, means.MostCash));
                        }

                        if (cash - before > means.Wallet)
                        {
                            return PaperErrors.PracticeMoneyShort;
                        }
                    }

                    book.Reset(cash, leverage ?? book.Account.Leverage, now);
                    return AccountSummary.Of(book);
                }
            );
        }
        finally
        {
            _funding = null;
        }
    }

    /// <summary>A commit that was refused may have been because there was less in the wallet than was read.</summary>
    private async ValueTask ReadMeansAgain()
    {
        if (_funding is var (userId, _))
        {
            _funding = (userId, await PracticeMeans.Read(dataSource, options, userId));
        }
    }
}
