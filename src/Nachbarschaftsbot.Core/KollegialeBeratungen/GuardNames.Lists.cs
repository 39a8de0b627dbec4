namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

internal static partial class GuardNames
{
    /// <summary>
    /// First names that are frequent in German neighbourhoods, of several languages. Left out is what is an everyday word as well (Ernst,
    /// Mark, Rosa, Heide, Wolf, Kai, Jasmin, Christian as in "christlich" is none).
    /// </summary>
    private const string FirstNames = """
        Adam Adelheid Agnes Ahmad Ahmed Ahmet Aileen Aischa Aisha Alaa Albert Albrecht Aleksandr Aleksandra Alena Alessandro Alexander
        Alexandra Alfred Alice Alina Alisa Amalia Amelie Amina Amir Amira Anastasia Andre André Andrea Andreas Andrej Andrzej Angela
        Angelika Anika Anita Anja Anke Ann Anna Annabell Anne Annegret Anneliese Annemarie Annett Annette Annika Anton Antonia Armin
        Arne Arthur Artur Astrid Asya Axel Ayse Ayşe Aylin Aysel Aziz Azra Barbara Bärbel Bastian Beate Beatrice Beatrix Ben Benedikt
        Benjamin Bernd Bernhard Berta Bettina Bianca Bilal Birgit Birgitta Björn Bogdan Boris Brigitta Brigitte Britta Bruno Burak
        Carina Carla Carmen Carola Caroline Carsten Cem Cemal Charlotte Chiara Christa Christel Christian Christiane Christina
        Christine Christof Christoph Clara Claudia Cornelia Cornelius Dagmar Dana Daniel Daniela Danuta Dariusz David Deniz Dennis
        Denise Derya Detlef Diana Dieter Dietmar Dilara Dilek Dimitri Dirk Dmitri Dmytro Dominik Dominika Dora Doris Dorothea Ebru
        Edeltraud Edgar Edith Eduard Ekaterina Elena Elias Elif Elisa Elisabeth Elke Ella Elmar Elsa Else Emil Emilia Emily Emine Emma
        Emre Enes Eray Eren Erhard Eric Erich Erik Erika Erna Erwin Esma Esra Esther Eugen Eva Evelyn Ewa Fabian Fabienne Farid Fatih
        Fatima Fatma Fatme Fatou Felicitas Felix Ferdinand Finn Florian Franz Franziska Frauke Frederik Frida Frieda Friedhelm Friedrich
        Fritz Gabi Gabriel Gabriele Galina Georg Gerald Gerd Gerda Gerhard Gerlinde Gertrud Gisela Gizem Giulia Giuseppe Gottfried
        Grażyna Greta Gudrun Guido Gül Gülay Gülsen Günter Günther Gustav Habib Hakan Halil Halina Halima Hamid Hamza Hanna Hannah
        Hannelore Hannes Hans Harald Hartmut Hasan Hassan Hatice Hedwig Heidemarie Heidi Heike Heiko Heiner Heinrich Heinz Helena
        Helene Helga Hella Helmut Hendrik Henri Henrik Henry Herbert Hermann Herta Hertha Hilde Hildegard Hiltrud Holger Horst Hubert
        Hugo Hülya Hussein Hüseyin Ibrahim İbrahim Ida Igor Ilse Imke Ina Ines Inga Inge Ingeborg Ingo Ingrid Irena Irene Irina Irma
        Irmgard Isa Isabel Isabell Isabella Ismail Iwan Iwona Jacqueline Jakob Jamal Jan Jana Jana Janina Jannik Janine Jaroslaw Jasper
        Jelena Jennifer Jens Jessica Joachim Joanna Jochen Johann Johanna Johannes Jolanta Jonas Jonathan Jörg Jörn Josef Josefine
        Joseph Judith Julia Julian Juliane Julius Juri Jürgen Justin Jutta Kamil Karim Karin Karina Karl Karla Karolina Karoline
        Karsten Katarina Katarzyna Katerina Katharina Kathrin Kathleen Katja Katrin Kemal Kerstin Kevin Khadija Khaled Khalid Kirsten
        Klara Klaus Konrad Konstantin Kornelia Krystyna Krzysztof Kurt Lara Larissa Lars Latifa Laura Lea Leah Lena Leni Leon Leonard
        Leonie Leyla Lia Lidia Liesel Lieselotte Lili Lilli Lina Linda Linus Lisa Lisbeth Liselotte Ljudmila Lothar Louis Louisa Lorenz
        Lotte Luca Lucas Lucia Ludger Ludmila Ludwig Luis Luisa Luise Lukas Lutz Lydia Lyudmyla Magda Magdalena Mahmoud Mahmut Maike
        Maja Malgorzata Malte Mandy Manfred Manuel Manuela Marc Marcel Marcin Marco Marcus Marek Margarete Margarethe Margit Margot
        Margret Maria Mariam Marian Marianna Marianne Marie Marina Mario Marion Marita Marius Marko Markus Marlene Marlies Martha
        Martin Martina Marvin Maryam Mateusz Mathilde Mathias Matteo Matthias Maurice Max Maximilian Mehmet Mehdi Meike Melanie Melek
        Melina Mert Merve Meryem Mia Michael Michaela Michail Michelle Mike Mila Milan Milena Mina Miriam Mirjam Mohamad Mohamed
        Mohammad Mohammed Monika Monique Moritz Muhammad Murat Musa Mustafa Mykola Nadine Nadja Nadia Nancy Natalia Natalie Natalija
        Natascha Nathalie Nele Nesrin Nicola Nicolas Nicole Niklas Niko Nikola Nikolai Nikolaus Nils Nina Noah Noemi Nora Norbert
        Nour Nuray Nurcan Oksana Olaf Ole Oleg Olena Olga Oliver Olivia Omar Ömer Orhan Osman Oskar Othmar Otto Özlem Pascal Patricia
        Patrick Patrik Paul Paula Pauline Pavel Pawel Petra Peter Petr Philip Philipp Pia Piotr Ralf Ralph Ramazan Ramona Raphael Rasha
        Rebecca Rebekka Regina Reiner Reinhard Reinhold Renate René Rene Ricarda Richard Rita Robert Robin Roland Rolf Roman Romy Ronny
        Rosemarie Roswitha Roxana Rudi Rudolf Ruslan Ruth Sabina Sabine Sabrina Said Salma Samir Samira Samuel Sandra Sandro Sara Sarah
        Sascha Saskia Sebastian Selin Selim Selma Serdar Sergej Serhii Serhij Serkan Sevgi Sibel Sibylle Siegfried Sieglinde Siegmund
        Sigrid Silke Silvana Silvia Simon Simone Sina Sinan Snezana Sofia Sofie Sonja Sophia Sophie Stanislaw Stefan Stefanie Steffen
        Steffi Stephan Stephanie Susanna Susanne Susi Sven Svenja Svetlana Swetlana Sybille Sylvia Tamara Tanja Tarek Tatjana Tetiana
        Thea Theo Theodor Theresa Therese Thomas Thorsten Till Tim Timo Tina Tobias Tom Tomasz Torben Torsten Traudl Traute Tuğba Udo
        Ugur Ulf Uli Ulla Ullrich Ulrich Ulrike Umut Ursel Ursula Ute Uwe Valentin Valentina Valeria Vanessa Vera Verena Veronika
        Victoria Viktor Viktoria Vincent Vitali Volker Volodymyr Wadim Walburga Waldemar Walid Walter Waltraud Wanda Wassili Werner
        Wiebke Wilfried Wilhelm Wilhelmine Willi Willy Winfried Wladimir Wojciech Wolfgang Xenia Yannick Yasemin Yasin Yasmin Yıldız
        Yousef Youssef Yulia Yuliia Yusuf Yvonne Zahra Zainab Zbigniew Zehra Zeynep Zofia
        """;

    /// <summary>Frequent family names that are no everyday words and no trades as they are written today.</summary>
    private const string LastNames = """
        Müller Mueller Schmidt Schmitt Schmitz Schmid Meyer Meier Maier Mayer Schulz Schulze Schultz Schulte Wagner Becker Hoffmann
        Hofmann Schäfer Schaefer Bauermann Schröder Schroeder Neumann Zimmermann Krüger Krueger Hartmann Lange-Müller Werner Krause
        Lehmann Köhler Koehler Herrmann Kaiserling Fuchsberger Scholz Möller Moeller Weißmann Jungmann Hahnemann Schuberth Vogelsang
        Friedrichs Günthers Winkler Lorenzen Baumann Frankel Albrechts Schuster-Meier Simonis Böhm Böhme Ottomann Petersen Hansen Jensen
        Jansen Janssen Paulsen Andersen Brandt Haase Schreiberling Graf-Müller Dietrich Ziegler Kuhnert Kühn Kuehn Pohl Engelhardt Horn
        Busch-Meier Bergmann Thomasen Sauerland Arnold Pfeiffer Wolff Voigt Seidel Lindner Ernstmann Hübner Huebner Kramer Krämer Franke
        Nowak Kowalski Kowalska Wiśniewski Wójcik Lewandowski Yılmaz Yilmaz Kaya Demir Çelik Celik Şahin Sahin Yıldırım Yildirim Öztürk
        Oeztuerk Aydin Aydın Özdemir Arslan Doğan Dogan Kılıç Kilic Aslan Çetin Cetin Koç Kurt Özkan Ozkan Şimşek Polat Korkmaz Güneş
        Erdoğan Erdogan Nguyen Iwanow Iwanowa Ivanov Ivanova Petrow Petrowa Petrov Petrova Smirnow Smirnowa Kusnezow Popow Shevchenko
        Schewtschenko Kovalenko Kowalenko Bondarenko Tkachenko Kravchenko Melnyk Boyko Hussein Hassan Ahmad Mohamad Alhamad Alahmad
        Haddad Khalil Ibrahim Saleh Othman Hosseini Ahmadi Mohammadi Rahimi Karimi Rossi Russo Esposito Popescu Ionescu Dimitrov Papadopoulos
        """;
}
