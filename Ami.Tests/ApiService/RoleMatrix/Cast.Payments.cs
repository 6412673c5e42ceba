using Ami.Modules.Payments;
using Ami.TestKit;

namespace Ami.Tests.ApiService.RoleMatrix;

internal sealed partial class Cast
{
    private async Task<Guid> MakeInvoice()
    {
        var id = Guid.CreateVersion7();
        if (Needs.Has<PaymentsModule>())
        {
            await Execute(
                """
                insert into payments.invoices (id, stripe_id, kind, series, sequence, user_id, language, seller_name, seller_place, seller_tax_id, buyer_name, buyer_place,
                    buyer_country, buyer_tax_id, currency, net, tax, total, lines, is_simulated, issued_at)
                values ($1, 'in_matrix', 'Invoice', 'A', 1, $2, 'En', 'AMI', '', '', 'Owner', '', '', '', 'USD', 1, 0, 1, '[]', true, now())
                """,
                id,
                Owner.UserId
            );
        }

        return id;
    }

    private async Task<Guid> MakeWithdrawal()
    {
        var id = Guid.CreateVersion7();
        if (Needs.Has<PaymentsModule>())
        {
            await Execute(
                """
                insert into payments.withdrawals (id, user_id, account_id, currency, amount, dollars, destination, needs_two, state, version, created_at, changed_at)
                values ($1, $2, gen_random_uuid(), 'USD', 1, 1, 'Somewhere', false, 'Requested', 1, now(), now())
                """,
                id,
                Owner.UserId
            );
        }

        return id;
    }
}
