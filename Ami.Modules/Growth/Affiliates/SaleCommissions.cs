namespace Ami.Modules.Growth;

/// <summary>Makes the rows of a sale say what it comes to, without a database.</summary>
internal static class SaleCommissions
{
    /// <summary>
    /// What is held becomes less or nothing; what was paid out stays, and a new row takes back what is too much. Where a refund failed after all, what is held
    /// becomes more again as far as it is reserved, and a new row earns the rest, after a refund window of its own. So their amounts always add up to what is
    /// due, unless something else than a refund speaks against the sale.
    /// </summary>
    /// <param name="rows">All of one sale; new rows are added to them.</param>
    /// <param name="sale">As it stands.</param>
    /// <param name="mayEarn">Whether there still is somebody who earns.</param>
    /// <param name="now">When.</param>
    public static void Follow(List<CommissionRow> rows, Sale sale, bool mayEarn, DateTimeOffset now)
    {
        var first = rows.Single(row => row.Kind == CommissionKind.Commission);
        var held = rows.Where(row => row.State == CommissionState.Held).ToList();
        held.ForEach(row => row.IsDisputed = sale.IsDisputed);
        first.IsDisputed = sale.IsDisputed;
        var difference = CommissionRow.Due(first.Rate, sale) - rows.Sum(row => row.Amount);
        if (difference < 0)
        {
            foreach (var row in held)
            {
                var less = decimal.Min(row.Amount, -difference);
                difference += less;
                Set(row, row.Amount - less, now);
            }
        }
        else if (difference > 0 && mayEarn && !rows.Exists(row => row.Amount == 0 && row.Reason != CommissionReason.Refunded))
        {
            foreach (var row in held)
            {
                var more = decimal.Min(row.Reserved - row.Amount, difference);
                difference -= more;
                Set(row, row.Amount + more, now);
            }
        }
        else
        {
            return;
        }

        if (difference != 0)
        {
            rows.Add(Another(first, rows.Count, difference, sale, now));
        }
    }

    private static void Set(CommissionRow row, decimal amount, DateTimeOffset now)
    {
        if (amount == 0)
        {
            row.Void(CommissionReason.Refunded, now);
        }
        else if (amount != row.Amount)
        {
            (row.Amount, row.Reason) = (amount, amount < row.Reserved ? CommissionReason.Refunded : null);
        }
    }

    private static CommissionRow Another(CommissionRow first, int number, decimal amount, Sale sale, DateTimeOffset now)
    {
        var isBack = amount < 0;
        return new CommissionRow
        {
            Id = ComputedId.Of(FormattableString.Invariant($"growth/{(isBack ? "clawback" : "restored")}/{sale.Id:N}/row-{number}")),
            AffiliateId = first.AffiliateId,
            SaleId = sale.Id,
            Kind = isBack ? CommissionKind.Clawback : CommissionKind.Restored,
            State = isBack ? CommissionState.Owed : CommissionState.Held,
            Reason = isBack ? CommissionReason.Refunded : null,
            Currency = first.Currency,
            Net = first.Net,
            Rate = first.Rate,
            Amount = amount,
            Reserved = isBack ? 0 : amount,
            Outstanding = isBack ? -amount : 0,
            IsDisputed = !isBack && sale.IsDisputed,
            DueAt = isBack ? now : now + (first.DueAt - sale.SoldAt),
            CreatedAt = now,
        };
    }
}
