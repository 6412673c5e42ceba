using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Modules.PaperTrading.Rows;

namespace Ami.Modules.PaperTrading.Grains;

/// <content>The account's own rules.</content>
public sealed partial class PaperAccountGrain
{
    private DayOpening? _day;

    public async Task<Answer<RulesLook>> SetRules(RequestKey request, AccountRules wanted)
    {
        await OpenDay(always: true);
        return await Decide<RulesLook>(
            request,
            request.UserId,
            (book, now) =>
            {
                book.Set(wanted, now);
                return RulesLook.Of(book, now);
            }
        );
    }

    /// <summary>Reads how the day began, once a day and life, where a rule goes by it.</summary>
    private async ValueTask OpenDay(bool always = false)
    {
        if (await Current() is not { } book)
        {
            return;
        }

        var (now, rules) = (Now(book), book.Discipline.Rules);
        var isNeeded = always || (rules.AtOnce.RiskPerDayPct ?? rules.Wanted.RiskPerDayPct) is not null;
        if (!isNeeded || (_day?.Day == AccountDay.Of(now) && _day.Generation == book.Account.Generation))
        {
            return;
        }

        try
        {
            _day = await RuleRows.ReadDay(dataSource, Key, now);
        }
        catch (Exception e) when (DatabaseFaults.IsTransient(e))
        {
            throw new GrainUnavailableException(e.Message);
        }
    }

    /// <summary>Keeps that a rule refused something: how often they do says whether somebody holds to them.</summary>
    private Task Keep(RuleBreach breach) =>
        Decide<bool>(current =>
        {
            if (current is null)
            {
                return PaperErrors.AccountNotFound;
            }

            var (book, now) = (current.Fork(), Now(current));
            book.Keep(breach);
            return new Decision<PaperBook, bool>(true, Written(current, book, now));
        });
}
