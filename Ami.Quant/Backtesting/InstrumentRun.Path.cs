using Ami.Quant.Trading;

namespace Ami.Quant.Backtesting;

internal sealed partial class InstrumentRun
{
    private void Walk()
    {
        if (_modelled is not null)
        {
            _modelled.Bar = _bar;
        }

        var open = _grid.Price(_bar.Open);
        if (_book.Orders.Count > 0 || _account.HasMargin)
        {
            Meet(open, 0);
        }
        else if (Quantity != 0)
        {
            _trade.Touch(_bar.Open, _bar.Open);
        }

        if (_targets.Count > 0)
        {
            Reach(open);
        }

        LookForLevels();
        if (!_follows && _bar.Low > _below && _bar.High < _above)
        {
            if (Quantity != 0)
            {
                _trade.Touch(_bar.Low, _bar.High);
            }

            return;
        }

        var path = BarPath.Of(open, _grid.Price(_bar.High), _grid.Price(_bar.Low), _grid.Price(_bar.Close));
        for (var corner = 1; corner < BarPath.Points; corner++)
        {
            Meet(path[corner], 1 + corner, path[corner - 1]);
        }

        LookForLevels();
    }

    /// <summary>Positions of given sizes are traded at the open, after what was ordered before.</summary>
    private void Reach(decimal open)
    {
        var close = Quoted(open, 0);
        // A liquidation ends the list.
        for (var i = 0; i < _targets.Count; i++)
        {
            var target = _targets[i];
            var difference = InstrumentGrid.Rounded(target.Quantity) - Held;
            var quantity = Instrument.QuantityStep > 0 ? _grid.Units((double)Math.Abs(difference)) : Math.Abs(difference);
            if (quantity == 0)
            {
                continue;
            }

            Place(
                new Order(difference > 0 ? PositionSide.Long : PositionSide.Short, OrderType.Market, 1) { Protection = target.Protection },
                quantity,
                close,
                At(0)
            );
            Meet(open, 1);
        }

        _targets.Clear();
    }

    private decimal Held => _book.Holdings.TryGetValue(Instrument.Symbol, out var position) ? position.Quantity : 0;

    private void Meet(decimal price, int moment, decimal? from = null)
    {
        if (_book.OnTick(Instrument.Symbol, Quoted(price, moment) with { From = from, Begun = from is null ? null : At(0) }, At(moment), _passed) is not null)
        {
            _account.Liquidated();
        }
    }

    private PriceTick Quoted(decimal price, int moment)
    {
        var half =
            !_hasSpread ? 0
            : _modelled is null ? _account.Venue.HalfSpreadAt(_grid.Price(_bar.Close), _grid.PriceStep)
            : _grid.Price(_settings.Costs.Spread.HalfSpread(_bar, (double)price));
        return new PriceTick(At(moment), price > half ? price - half : price, price + half, price);
    }

    private Trading.Order? Place(in Order order, decimal quantity, in PriceTick market, DateTimeOffset now)
    {
        var (protection, price) = (order.Protection, order.Type == OrderType.Market ? null : _grid.Level(order.Price));
        return _book
            .Place(
                _grid.Rules,
                market,
                new NewOrder(order.Side == PositionSide.Long ? Trading.Side.Buy : Trading.Side.Sell, order.Type, quantity)
                {
                    LimitPrice =
                        order.Type == OrderType.Limit ? price
                        : order.Type == OrderType.StopLimit ? _grid.Level(order.LimitPrice)
                        : null,
                    StopPrice = order.Type is OrderType.Stop or OrderType.StopLimit ? price : null,
                    StopLoss = _grid.Level(protection.StopPrice),
                    TakeProfit = _grid.Level(protection.TargetPrice),
                    StopDistance = _grid.Level(protection.StopDistance),
                    TargetDistance = _grid.Level(protection.TargetDistance),
                    TrailDistance = _grid.Level(order.Type == OrderType.TrailingStop ? order.TrailDistance : protection.TrailDistance),
                    ReduceOnly = order.ReduceOnly,
                    Targets = protection.Targets is { } ladder
                        ? [.. ladder.Parts.Select(part => new TargetPart(_grid.Price(part.Price), _grid.Units(part.Quantity)))]
                        : [],
                    BreakEven = protection.BreakEven,
                    TimeInForce = order.TimeInForce,
                    ExpiresAt = order.ExpiresAt,
                    PostOnly = order.PostOnly,
                    GoodForBars = order.GoodForBars > 0 ? order.GoodForBars : null,
                },
                now
            )
            .Order;
    }

    private void EndBar()
    {
        _book.EndBar(Instrument.Symbol, Quantity == 0 ? null : _grid.Price(_trade.Best), At(5), (_grid.Price(_bar.Low), _grid.Price(_bar.High)));
        _trailed = _trade.Best;
        LookForLevels();
    }

    /// <summary>What came until the bar is charged before it, at the price before it, as a replay does.</summary>
    private void Carry()
    {
        _book.See(Instrument.Symbol, _grid.Price(Mark));
        foreach (var charge in _book.Carry(At(0), Instrument.Symbol))
        {
            _trade.Carry(charge.Amount);
        }

        _account.Settle();
    }

    private void Charge(long previous)
    {
        var cost = Math.Abs(Quantity) * _bar.Close * _settings.Costs.Funding.Cost(_trade.Side, previous, _bar.Time);
        if (cost == 0)
        {
            return;
        }

        var amount = _account.Venue.Round((decimal)cost);
        _book.Charge(amount);
        _trade.Charge(amount);
        _account.Settle();
    }

    private bool IsOwnOrder(Trading.Order order) => !order.IsProtective && order.Status == OrderStatus.Working && order.Symbol == Instrument.Symbol;

    private void LookForLevels()
    {
        (_below, _above, _atOpen, _atEnd, _trails) = (double.NegativeInfinity, double.PositiveInfinity, _targets.Count > 0, false, false);
        _follows = false;
        foreach (var order in _book.Orders.Values)
        {
            if (order.Status != OrderStatus.Working || order.Symbol != Instrument.Symbol)
            {
                continue;
            }

            _atEnd |= order.BarsLeft is not null || order.Type == OrderType.TrailingStop;
            _trails |= order.Follows;
            _follows |= order.TrailDistance is not null && _account.Venue.TrailsByTick;
            _atOpen |= _follows || order.Type == OrderType.Market || order.ExpiresAt is not null || order.TimeInForce.IsImmediate();
            if ((order.ActsAsLimit ? order.LimitPrice : order.StopPrice) is not { } price)
            {
                continue;
            }

            var level = (double)price;
            if (order.ActsAsLimit == (order.Side == Trading.Side.Buy))
            {
                _below = Math.Max(_below, level * (1 + Blur));
            }
            else
            {
                _above = Math.Min(_above, level * (1 - Blur));
            }
        }

        if (_account.HasMargin && _book.LiquidationPriceOf(Instrument.Symbol) is { } margin)
        {
            if (Quantity > 0)
            {
                _below = Math.Max(_below, (double)margin * (1 + Blur));
            }
            else
            {
                _above = Math.Min(_above, (double)margin * (1 - Blur));
            }
        }
    }
}
