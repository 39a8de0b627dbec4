using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Tests.Neighbours;

/// <summary>What a person chose is what the store gives back, midnight included.</summary>
public sealed class QuietHoursTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(22, 0)]
    [InlineData(0, 6)]
    [InlineData(20, 8)]
    public void They_come_back_as_they_were(int from, int to)
    {
        var person = new Person
        {
            Id = "ada",
            FirstName = "Ada",
            Quiet = new(from, to),
        };
        var back = (Person)Person.Kind.Deserialize(Person.Kind.Serialize(person));
        Assert.Equal(new QuietHours(from, to), back.Quiet);
    }
}
