namespace Ami.Modules.Learning;

/// <summary>What the ratings of a course come to.</summary>
/// <param name="Count">How many count.</param>
/// <param name="Stars">How many gave 1, 2, 3, 4 and 5 stars.</param>
/// <param name="Mean">The plain mean of them; null while there are too few for one to say anything.</param>
internal sealed record RatingFigures(int Count, IReadOnlyList<int> Stars, decimal? Mean)
{
    /// <summary>
    /// From so many on a mean is told, always with their number. With fewer, a single one moves it by most of a star, and it would be read as if it said more than
    /// the few themselves, which stand beside it.
    /// </summary>
    public const int FewestForMean = 5;

    /// <param name="counted">How many there are of each number of stars.</param>
    public static RatingFigures Of(IReadOnlyDictionary<int, int> counted)
    {
        var stars = Enumerable.Range(1, CourseRating.MostStars).Select(number => counted.GetValueOrDefault(number)).ToList();
        var count = stars.Sum();
        return new RatingFigures(
            count,
            stars,
            count < FewestForMean
                ? null
                : decimal.Round(stars.Select((many, index) => (decimal)many * (index + 1)).Sum() / count, 1, MidpointRounding.AwayFromZero)
        );
    }
}
