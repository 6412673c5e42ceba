using Ami.Core.Documents;
using Ami.Modules.Identity.Contracts;

namespace Ami.Modules.Payments;

/// <summary>What moved a wallet in some days, for its person to read.</summary>
internal sealed record WalletStatement(
    string Holder,
    Language Language,
    TimeZoneInfo Zone,
    DateTimeOffset At,
    DateOnly From,
    DateOnly To,
    string Currency,
    bool IsPractice,
    decimal Opening,
    decimal Closing,
    IReadOnlyList<WalletEntry> Entries
)
{
    /// <summary>The statement as a document.</summary>
    public static Document Document(WalletStatement statement)
    {
        var (words, format) = (WalletWords.In(statement.Language), new LocalFormat(statement.Language, statement.Zone));
        string Money(decimal amount) => format.Money(amount, statement.Currency);
        List<Block> blocks =
        [
            new Paragraph($"{statement.Holder}\n{format.Date(statement.From)} – {format.Date(statement.To)} ({statement.Zone.Id})"),
            new KeyFigures([
                new(words.Opening, Money(statement.Opening)),
                new(words.Came, Money(statement.Entries.Where(e => e.Amount > 0).Sum(e => e.Amount))),
                new(words.Went, Money(-statement.Entries.Where(e => e.Amount < 0).Sum(e => e.Amount))),
                new(words.Closing, Money(statement.Closing)),
            ]),
            statement.Entries.Count == 0
                ? new Paragraph(words.Nothing)
                : new Table(
                    [
                        new(words.When, 3),
                        new(words.What, 4),
                        new(words.Amount, 2, Numeric: true),
                        new(words.Before, 2, Numeric: true),
                        new(words.After, 2, Numeric: true),
                    ],
                    [
                        .. statement.Entries.Select(e =>
                            (IReadOnlyList<string>)
                                [format.Moment(e.At), words.Of(e.Kind), format.SignedAmount(e.Amount), format.Amount(e.Before), format.Amount(e.After)]
                        ),
                    ]
                ),
        ];
        return new Document(
            $"{(statement.IsPractice ? words.PracticeTitle : words.Title)} {statement.Currency}",
            statement.Language,
            statement.Zone,
            statement.At
        )
        {
            Notice = statement.IsPractice ? words.PracticeNotice : null,
            Blocks = blocks,
        };
    }
}

/// <summary>Reads a statement.</summary>
internal sealed class StatementSource(WalletEntries entries, IPersonDirectory people, TimeProvider time)
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2200, 1, 1);

    /// <returns>The statement; or <c>wallet.statement_period_invalid</c>, <c>wallet.statement_too_long</c>, <c>wallet.currency_unknown</c>.</returns>
    public async Task<Result<WalletStatement>> Read(
        ReadStatement.WalletChoice choice,
        DateOnly from,
        DateOnly to,
        Language? language,
        Guid userId,
        int most,
        CancellationToken cancellationToken
    )
    {
        if (!choice.Account(userId).Try(out var account, out var unknown))
        {
            return unknown;
        }

        if (from > to || from < Earliest || to > Latest)
        {
            return WalletErrors.PeriodInvalid;
        }

        var person = await people.Find(userId, cancellationToken);
        var zone = LocalFormat.Zone(person?.TimeZone);
        var (begins, ends) = (LocalDay.Begins(from, zone), LocalDay.Begins(to.AddDays(1), zone));
        var rows = await entries.All(account.Id, new WalletEntryFilter(begins, ends), most + 1, cancellationToken);
        if (rows.Count > most)
        {
            return WalletErrors.StatementTooLong;
        }

        var opening = rows is [var first, ..] ? first.Before : await entries.BalanceAt(account.Id, begins, cancellationToken);
        return new WalletStatement(
            person?.DisplayName ?? "",
            language ?? person?.Language ?? Language.Es,
            zone,
            time.GetUtcNow(),
            from,
            to,
            account.Currency.Code,
            account.Kind.Realm == LedgerRealm.Practice,
            opening,
            rows is [.., var last] ? last.After : opening,
            rows
        );
    }
}
