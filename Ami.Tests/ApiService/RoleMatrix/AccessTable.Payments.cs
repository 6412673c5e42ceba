using Ami.Modules.Payments;
using static Ami.Tests.ApiService.RoleMatrix.Who;
using Needs = Ami.TestKit.Needs;

namespace Ami.Tests.ApiService.RoleMatrix;

internal static partial class AccessTable
{
    private static IEnumerable<AccessLine> Payments =>
        Needs.Of<PaymentsModule, AccessLine>(
            new("POST /api/payments/webhook", Everybody),
            new("POST /api/payments/webhook/next", Everybody),
            new("GET /api/payments/plans", Everybody),
            new("GET /api/payments/subscription", SignedIn),
            new("POST /api/payments/subscribe", SignedIn),
            new("POST /api/payments/change/preview", SignedIn),
            new("POST /api/payments/change", SignedIn),
            new("POST /api/payments/cancel", SignedIn),
            new("POST /api/payments/resume", SignedIn),
            new("POST /api/payments/pause", SignedIn),
            new("POST /api/payments/unpause", SignedIn),
            new("POST /api/payments/portal", SignedIn),
            new("POST /api/payments/pay-open", SignedIn),
            new("GET /api/payments/invoices", SignedIn),
            new("GET /api/payments/invoices/{id:guid}.pdf", Owner, own => $"/api/payments/invoices/{own.Invoice}.pdf"),
            new("POST /api/payments/purchases", SignedIn),
            new("GET /api/payments/purchases", SignedIn),
            new("POST /api/payments/gifts/redeem", SignedIn),
            new("GET /api/payments/wallet", SignedIn),
            new("POST /api/payments/wallet/deposit", SignedIn),
            new("POST /api/payments/wallet/withdraw", SignedIn) { Fresh = true },
            new("GET /api/payments/wallet/withdrawals", SignedIn),
            new(
                "POST /api/payments/wallet/withdrawals/{id:guid}/cancel",
                Owner,
                own => $"/api/payments/wallet/withdrawals/{own.Withdrawal}/cancel",
                _ => new { version = 1 }
            ),
            new("GET /api/payments/wallet/transactions", SignedIn),
            new("GET /api/payments/wallet/statement.csv", SignedIn),
            new("GET /api/payments/wallet/statement.pdf", SignedIn),
            new("GET /api/payments/wallet/practice", SignedIn),
            new("POST /api/payments/wallet/practice/top-up", SignedIn),
            new("POST /api/payments/wallet/practice/reset", SignedIn),
            new("GET /api/admin/payments/withdrawals", Support),
            new("GET /api/admin/payments/withdrawals/export.csv", Support),
            new("POST /api/admin/payments/withdrawals/{id:guid}/approve", Administrator) { Fresh = true },
            new("POST /api/admin/payments/withdrawals/{id:guid}/reject", Administrator) { Fresh = true },
            new("POST /api/admin/payments/withdrawals/{id:guid}/paid", Administrator) { Fresh = true },
            new("GET /api/admin/payments/deposits", Support),
            new("POST /api/admin/payments/deposits/{id:guid}/collect", Administrator) { Fresh = true },
            new("GET /api/admin/payments/purchases", Support),
            new("GET /api/admin/payments/disputes", Support),
            new("GET /api/admin/payments/invoices", Support),
            new("GET /api/admin/payments/invoices/export.csv", Support),
            new("GET /api/admin/payments/invoices/{id:guid}.pdf", Support, own => $"/api/admin/payments/invoices/{own.Invoice}.pdf"),
            new("POST /api/admin/payments/invoices/{id:guid}/refund", Administrator) { Fresh = true },
            new("GET /api/admin/payments/reconciliation/cases", Support),
            new("GET /api/admin/payments/reconciliation/cases/export.csv", Support),
            new("POST /api/admin/payments/reconciliation/cases/{id:guid}/decide", Administrator),
            new("GET /api/admin/payments/reconciliation/runs", Support),
            new("POST /api/admin/payments/reconciliation/runs", Administrator),
            new("GET /api/admin/payments/revenue", Support),
            new("GET /api/admin/payments/revenue/rows", Support),
            new("GET /api/admin/payments/revenue/rows/export.csv", Support),
            new("GET /api/admin/payments/subscriptions", Support),
            new("GET /api/admin/payments/subscriptions/export.csv", Support),
            new("GET /api/admin/payments/events", Support),
            new("POST /api/admin/payments/events/{id:guid}/retry", Administrator)
        );
}
