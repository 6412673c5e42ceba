namespace Ami.Quant.Simulation;

/// <summary>One trade with the quote around it, in price and quantity steps.</summary>
/// <param name="Time">UTC instant, Unix milliseconds.</param>
/// <param name="Bid">Best price to sell at, price steps.</param>
/// <param name="Ask">Best price to buy at, price steps; above <paramref name="Bid"/>.</param>
/// <param name="Last">Traded price: the bid when a seller took it, the ask when a buyer did.</param>
/// <param name="Size">Quantity traded, quantity steps; zero when only the quote moved.</param>
public readonly record struct SimulatedTick(long Time, long Bid, long Ask, long Last, long Size);
