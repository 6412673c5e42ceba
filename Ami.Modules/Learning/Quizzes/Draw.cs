using System.Buffers.Binary;

namespace Ami.Modules.Learning;

/// <summary>Which questions an attempt has, and in which order everything stands. Pure: the same attempt draws the same of the same questions.</summary>
internal static class Draw
{
    /// <param name="attempt">Whose id everything follows from.</param>
    /// <param name="topics">How many of which topics.</param>
    /// <param name="bank">The questions of the course that are not retired.</param>
    public static IReadOnlyList<AttemptQuestion> For(Guid attempt, IEnumerable<TopicDraw> topics, IEnumerable<Question> bank)
    {
        var random = new Random(BinaryPrimitives.ReadInt32BigEndian(ComputedId.Of($"learning.draw:{attempt}").ToByteArray(bigEndian: true)));
        var byTopic = bank.ToLookup(question => question.Topic);
        var drawn = topics.SelectMany(topic =>
            Shuffled([.. byTopic[topic.Topic].Where(question => topic.Takes(question.Kind)).OrderBy(question => question.Key, StringComparer.Ordinal)], random)
                .Take(topic.Count)
        );
        return
        [
            .. Shuffled([.. drawn], random)
                .Select(
                    (question, index) =>
                        new AttemptQuestion
                        {
                            AttemptId = attempt,
                            Position = index + 1,
                            QuestionId = question.Id,
                            Question = question,
                            OptionOrder = Order(question, random),
                        }
                ),
        ];
    }

    private static int[] Order(Question question, Random random)
    {
        int[] places = [.. Enumerable.Range(0, question.Content.Movable)];
        if (question.Content.IsFixed)
        {
            return places;
        }

        // Also into the right order, now and then: one that it never was would tell something.
        return Shuffled(places, random);
    }

    private static T[] Shuffled<T>(T[] these, Random random)
    {
        random.Shuffle(these);
        return these;
    }
}
