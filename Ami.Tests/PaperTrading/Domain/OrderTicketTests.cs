using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

[TestClass]
public sealed class OrderTicketTests
{
    /// <summary>A silo from before would leave out what it does not know, so it must be asked by a method that it does not have.</summary>
    [TestMethod]
    public void Ticket_WithAnythingThatOlderSilosLeaveOut_IsNotPlain()
    {
        var plain = new OrderTicket(Side.Buy, OrderType.Limit, 1m, 90m, null, 95m, 80m);
        plain.IsPlain.ShouldBeTrue();
        OrderTicket[] others =
        [
            plain with
            {
                Type = OrderType.StopLimit,
            },
            plain with
            {
                Type = OrderType.TrailingStop,
            },
            plain with
            {
                TrailDistance = 1m,
            },
            plain with
            {
                TimeInForce = TimeInForce.Ioc,
            },
            plain with
            {
                ExpiresAt = DateTimeOffset.UnixEpoch,
            },
            plain with
            {
                ReduceOnly = true,
            },
            plain with
            {
                PostOnly = true,
            },
            plain with
            {
                Targets = [new TargetTicket(1m, 1m)],
            },
            plain with
            {
                BreakEven = true,
            },
        ];
        others.ShouldAllBe(ticket => !ticket.IsPlain);
        // Whoever adds a field adds it above.
        typeof(OrderTicket).GetConstructors().Single(c => c.IsPublic).GetParameters().Length.ShouldBe(7 + others.Length - 2);
    }
}
