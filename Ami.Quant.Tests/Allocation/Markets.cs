using Ami.Quant.Randomness;

namespace Ami.Quant.Tests.Allocation;

/// <summary>Random returns and covariances.</summary>
internal static class Markets
{
    internal static double[,] Returns(int periods, int assets, ulong seed)
    {
        var random = new RandomStream(seed);
        var loading = new double[assets];
        for (var i = 0; i < assets; i++)
        {
            loading[i] = 0.5 + random.NextUniform();
        }

        var returns = new double[periods, assets];
        for (var t = 0; t < periods; t++)
        {
            var market = 0.01 * random.NextNormal();
            for (var i = 0; i < assets; i++)
            {
                returns[t, i] = loading[i] * market + 0.005 * (1 + i % 3) * random.NextNormal();
            }
        }

        return returns;
    }

    internal static double[,] Covariance(int assets, ulong seed)
    {
        var random = new RandomStream(seed, 1);
        var factors = new double[assets, assets + 2];
        for (var i = 0; i < assets; i++)
        {
            for (var k = 0; k < assets + 2; k++)
            {
                factors[i, k] = random.NextNormal() * 0.1;
            }
        }

        var covariance = new double[assets, assets];
        for (var i = 0; i < assets; i++)
        {
            for (var j = 0; j < assets; j++)
            {
                for (var k = 0; k < assets + 2; k++)
                {
                    covariance[i, j] += factors[i, k] * factors[j, k];
                }
            }
        }

        return covariance;
    }

    internal static double[] Expected(int assets, ulong seed)
    {
        var random = new RandomStream(seed, 2);
        return [.. Enumerable.Range(0, assets).Select(_ => 0.05 + 0.05 * random.NextNormal())];
    }
}
