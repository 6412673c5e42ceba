namespace Ami.Modules.Payments;

internal static class PaymentHold
{
    /// <summary>What is known of one payment changes one at a time, whichever event brings it. Inside a transaction; nothing to hold before there is a payment.</summary>
    public static Task HoldPayment(this UnitOfWork unitOfWork, string? paymentId, CancellationToken cancellationToken) =>
        paymentId is null ? Task.CompletedTask : unitOfWork.Hold($"payments-payment:{paymentId}", cancellationToken);
}
